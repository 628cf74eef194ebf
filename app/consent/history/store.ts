import { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { BannerConfig } from '../banner-config.ts'

export interface StoredVersion {
  hash: string
  registerVersion: number | null
  createdAt: Date
  config: BannerConfig
}

/** The newest first, at most `take`, older than the version `after`. */
export async function readVersions(
  tx: ShopTransaction,
  { take, after }: { take: number; after: string | null },
): Promise<StoredVersion[]> {
  const rows = await tx.bannerVersion.findMany({
    orderBy: [{ createdAt: 'desc' }, { hash: 'asc' }],
    take,
    ...(after !== null && { cursor: { shop_hash: { shop: tx.shop, hash: after } }, skip: 1 }),
  })
  // Only Kept writes this column, through the same type.
  return rows.map(({ shop: _, config, ...row }) => ({ ...row, config: config as unknown as BannerConfig }))
}

const counted = z.array(z.object({ banner_hash: z.string(), decisions: z.int() }))

/** How many decisions were made on each version. Reads every decision of the shop once. */
export async function decisionsOn(tx: ShopTransaction, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map()
  const rows = await tx.$queryRaw`
    SELECT banner_hash, count(*)::int AS decisions FROM consent_events
    WHERE shop = ${tx.shop} AND banner_hash IN (${Prisma.join([...hashes])})
    GROUP BY banner_hash`
  return new Map(counted.parse(rows).map((row) => [row.banner_hash, row.decisions]))
}
