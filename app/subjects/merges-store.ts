import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'

/** Merged customers that Shopify deleted, each with the customer that it became part of, both by keyed hash. */
export async function insertMerge(tx: ShopTransaction, deletedLookup: string, keptLookup: string): Promise<void> {
  await tx.mergedCustomer.createMany({
    data: [{ shop: tx.shop, deletedLookup, keptLookup, mergedAt: clock.now() }],
    skipDuplicates: true,
  })
}

/** These customers and all that Shopify merged with them, before or after: all are one person. */
export async function sameCustomers(tx: ShopTransaction, lookups: readonly string[]): Promise<string[]> {
  if (lookups.length === 0) return []
  const rows = await tx.$queryRaw<{ lookup: string }[]>`
    WITH RECURSIVE same (lookup) AS (
      SELECT unnest(${[...lookups]}::text[])
      UNION
      SELECT CASE WHEN m.deleted_lookup = same.lookup THEN m.kept_lookup ELSE m.deleted_lookup END
      FROM same JOIN merged_customers m ON m.shop = ${tx.shop} AND same.lookup IN (m.deleted_lookup, m.kept_lookup)
    ) SELECT lookup FROM same`
  return rows.map(({ lookup }) => lookup)
}

/** Those of these customers that Shopify deleted in a merge. */
export async function mergedAway(tx: ShopTransaction, lookups: readonly string[]): Promise<Set<string>> {
  const rows = await tx.mergedCustomer.findMany({
    where: { deletedLookup: { in: [...lookups] } },
    select: { deletedLookup: true },
  })
  return new Set(rows.map(({ deletedLookup }) => deletedLookup))
}

export async function forgetMerges(tx: ShopTransaction, lookups: readonly string[]): Promise<void> {
  const either = { in: [...lookups] }
  await tx.mergedCustomer.deleteMany({ where: { OR: [{ deletedLookup: either }, { keptLookup: either }] } })
}
