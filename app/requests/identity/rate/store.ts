import type { ShopTransaction } from '../../../platform/db.ts'

interface Turn {
  /** Of the network in this hour of the clock, and in the one before. */
  key: string
  keyBefore: string
  now: Date
  /** Everything after it counts. */
  since: Date
  deleteAt: Date
  most: number
}

/** Notes one thing more that was sent now, unless `most` were sent since then: false. */
export async function noteTurn(tx: ShopTransaction, turn: Turn): Promise<boolean> {
  const { key, keyBefore, now, since, deleteAt, most } = turn
  const rows = await tx.$queryRaw<{ key: string }[]>`
    WITH before AS (
      SELECT count(*) AS sent FROM request_rates r, unnest(r.times) AS sent_at
      WHERE r.shop = ${tx.shop} AND r.key = ${keyBefore} AND sent_at > ${since}
    )
    INSERT INTO request_rates (shop, key, count, times, delete_at)
    SELECT ${tx.shop}, ${key}, 1, ARRAY[${now}::timestamptz], ${deleteAt} FROM before WHERE sent < ${most}::int
    ON CONFLICT (shop, key) DO UPDATE SET count = request_rates.count + 1, times = request_rates.times || excluded.times
      WHERE cardinality(request_rates.times) + (SELECT sent FROM before) < ${most}::int
    RETURNING key`
  return rows.length > 0
}

export async function removeOldCounts(tx: ShopTransaction, now: Date): Promise<number> {
  return (await tx.requestRate.deleteMany({ where: { deleteAt: { lte: now } } })).count
}
