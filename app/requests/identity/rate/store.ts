import type { ShopTransaction } from '../../../platform/db.ts'

/** Counts one more under a key. Returns how many there are with it. */
export async function countUp(tx: ShopTransaction, key: string, deleteAt: Date): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    INSERT INTO request_rates (shop, key, count, delete_at) VALUES (${tx.shop}, ${key}, 1, ${deleteAt})
    ON CONFLICT (shop, key) DO UPDATE SET count = request_rates.count + 1
    RETURNING count`
  return row?.count ?? 1
}

export async function removeOldCounts(tx: ShopTransaction, now: Date): Promise<number> {
  return (await tx.requestRate.deleteMany({ where: { deleteAt: { lte: now } } })).count
}
