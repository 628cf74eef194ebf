import { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import { SURFACES } from './ledger/words.ts'

export interface ConsentCounts {
  total: number
  lastRecordedAt: Date | null
}

export async function countDecisions(tx: ShopTransaction): Promise<ConsentCounts> {
  const found = await tx.consentEvent.aggregate({ _count: true, _max: { recordedAt: true } })
  return { total: found._count, lastRecordedAt: found._max.recordedAt }
}

const counted = z.array(z.object({ banner_hash: z.string(), decisions: z.int() }))

/** Those that visitors took on the storefront, without what came from elsewhere. */
export async function countStorefrontDecisions(tx: ShopTransaction): Promise<ConsentCounts> {
  const found = await tx.consentEvent.aggregate({
    where: { source: { in: [...SURFACES] } },
    _count: true,
    _max: { recordedAt: true },
  })
  return { total: found._count, lastRecordedAt: found._max.recordedAt }
}

/** How many decisions were made on each version of the banner. Reads every decision of the shop once. */
export async function countDecisionsOn(tx: ShopTransaction, hashes: readonly string[]): Promise<Map<string, number>> {
  if (hashes.length === 0) return new Map()
  const rows = await tx.$queryRaw`
    SELECT banner_hash, count(*)::int AS decisions FROM consent_events
    WHERE shop = ${tx.shop} AND banner_hash IN (${Prisma.join([...hashes])})
    GROUP BY banner_hash`
  return new Map(counted.parse(rows).map((row) => [row.banner_hash, row.decisions]))
}
