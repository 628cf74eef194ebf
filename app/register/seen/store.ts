import type { ShopTransaction } from '../../platform/db.ts'

export interface Seen {
  name: string
  firstSeen: Date
  lastSeen: Date
}

/** What a browser invents is not worth more rows than this. */
export const MOST_SEEN = 500

/**
 * Notes names that a storefront saw. A new one is left out once the shop has `MOST_SEEN`; what was not seen since
 * `forgetBefore` makes room first.
 */
export async function noteSeen(
  tx: ShopTransaction,
  { names, at, forgetBefore }: { names: readonly string[]; at: Date; forgetBefore: Date },
): Promise<void> {
  // One report of a shop at a time: two of them would touch the same rows in different orders.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('seen_trackers:' || ${tx.shop}, 0))`
  await tx.seenTracker.deleteMany({ where: { lastSeen: { lt: forgetBefore }, dismissedAt: null } })
  await tx.seenTracker.updateMany({ where: { name: { in: [...names] } }, data: { lastSeen: at } })
  await tx.$executeRaw`
    INSERT INTO seen_trackers (shop, name, first_seen, last_seen)
    SELECT ${tx.shop}, name, ${at}, ${at} FROM unnest(${[...names]}::text[]) AS seen (name)
    WHERE NOT EXISTS (SELECT FROM seen_trackers AS known WHERE known.shop = ${tx.shop} AND known.name = seen.name)
    ORDER BY name
    LIMIT greatest(0, ${MOST_SEEN} - (SELECT count(*) FROM seen_trackers WHERE shop = ${tx.shop}))
    ON CONFLICT (shop, name) DO NOTHING`
}

/** What staff have not dismissed, the last seen first. */
export const listSeen = (tx: ShopTransaction): Promise<Seen[]> =>
  tx.seenTracker.findMany({
    where: { dismissedAt: null },
    orderBy: [{ lastSeen: 'desc' }, { name: 'asc' }],
    take: MOST_SEEN,
    select: { name: true, firstSeen: true, lastSeen: true },
  })

/** The names of all that was seen: what staff dismissed is as much in the shop as the rest. */
export async function listNames(tx: ShopTransaction): Promise<string[]> {
  const seen = await tx.seenTracker.findMany({ orderBy: { name: 'asc' }, take: MOST_SEEN, select: { name: true } })
  return seen.map(({ name }) => name)
}

/** Gives how many were there to dismiss. */
export async function dismiss(tx: ShopTransaction, names: readonly string[], at: Date): Promise<number> {
  const { count } = await tx.seenTracker.updateMany({
    where: { name: { in: [...names] }, dismissedAt: null },
    data: { dismissedAt: at },
  })
  return count
}

export async function bringBack(tx: ShopTransaction, names: readonly string[]): Promise<void> {
  await tx.seenTracker.updateMany({ where: { name: { in: [...names] } }, data: { dismissedAt: null } })
}
