import { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../platform/db.ts'
import type { Erasure } from './model.ts'

/** Stores an erasure for each hash. Only the newest one of each hash counts. */
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
}

/** The stored erasures by hash. */
export async function findErasures(tx: ShopTransaction, lookups: readonly string[]): Promise<Map<string, Erasure>> {
  const rows = await tx.rememberedErasure.findMany({ where: { lookup: { in: [...lookups] } } })
  return new Map(rows.map(({ lookup, ...erasure }) => [lookup, erasure]))
}
