import { Prisma } from '@prisma/client'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { setNextCopy } from './copies-store.ts'
import type { Erasure } from './model.ts'

/** Stores an erasure for each hash. Only the newest one of each hash counts. Their copy at Shopify is due then. */
export async function insertErasures(
  tx: ShopTransaction,
  lookups: readonly string[],
  { erasedAt, triggeredAt, withCustomer }: Erasure,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO remembered_erasures AS e (shop, lookup, erased_at, triggered_at, with_customer)
    SELECT ${tx.shop}, lookup, ${erasedAt}, ${triggeredAt}::timestamptz, ${withCustomer}
    FROM (SELECT DISTINCT unnest(${[...lookups]}::text[]) AS lookup) AS erased ORDER BY lookup
    ON CONFLICT (shop, lookup) DO UPDATE SET
      erased_at = greatest(e.erased_at, excluded.erased_at),
      triggered_at = greatest(e.triggered_at, excluded.triggered_at),
      with_customer = e.with_customer AND excluded.with_customer`)
  await setNextCopy(tx, clock.now())
}

export interface RememberedErasure extends Erasure {
  lookup: string
}

/** Everything that Kept remembers of people who were erased since then. */
export const rememberedSince = async (tx: ShopTransaction, since: Date): Promise<RememberedErasure[]> =>
  (await tx.rememberedErasure.findMany({ where: { erasedAt: { gte: since } }, orderBy: { lookup: 'asc' } })).map(
    ({ shop: _shop, ...erasure }) => erasure,
  )

/** The stored erasures by hash. */
export async function findErasures(tx: ShopTransaction, lookups: readonly string[]): Promise<Map<string, Erasure>> {
  const rows = await tx.rememberedErasure.findMany({ where: { lookup: { in: [...lookups] } } })
  return new Map(rows.map(({ lookup, ...erasure }) => [lookup, erasure]))
}
