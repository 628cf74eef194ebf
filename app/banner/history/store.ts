import type { ShopTransaction } from '../../platform/db.ts'
import type { BannerConfig } from '../configuration/config.ts'

export interface StoredVersion {
  hash: string
  registerVersion: number | null
  createdAt: Date
  config: BannerConfig
}

/** At most `take` versions older than `after`, newest first. */
export async function readVersions(
  tx: ShopTransaction,
  { take, after }: { take: number; after: string | null },
): Promise<StoredVersion[]> {
  const rows = await tx.bannerVersion.findMany({
    orderBy: [{ createdAt: 'desc' }, { hash: 'asc' }],
    take,
    ...(after !== null && { cursor: { shop_hash: { shop: tx.shop, hash: after } }, skip: 1 }),
  })
  // Only Kept writes this column, and only with this type.
  return rows.map(({ shop: _, config, ...row }) => ({ ...row, config: config as unknown as BannerConfig }))
}
