import type { ShopTransaction } from '../../platform/db.ts'

export interface SeenTracker {
  name: string
  firstSeen: Date
  lastSeen: Date
}

/** What a browser invents is not worth more rows than this. */
export const MOST_SEEN = 500

/** Nor is what staff dismissed of it. */
const MOST_DISMISSED = 2_000

/** One report of a shop at a time: two of them would touch the same rows in different orders. */
export async function lockSeen(tx: ShopTransaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('seen_trackers:' || ${tx.shop}, 0))`
}

/** Notes that these were seen again, where they were seen before. Gives those. */
export async function touchSeen(tx: ShopTransaction, names: readonly string[], at: Date): Promise<Set<string>> {
  const where = { name: { in: [...names] } }
  await tx.seenTracker.updateMany({ where, data: { lastSeen: at } })
  const found = await tx.seenTracker.findMany({ where, select: { name: true } })
  return new Set(found.map(({ name }) => name))
}

export async function insertSeen(tx: ShopTransaction, names: readonly string[], at: Date): Promise<void> {
  const rows = names.map((name) => ({ shop: tx.shop, name, firstSeen: at, lastSeen: at }))
  await tx.seenTracker.createMany({ data: rows, skipDuplicates: true })
}

export type OpenTracker = Pick<SeenTracker, 'name' | 'lastSeen'>

/** What staff have not dismissed. */
export const listOpen = (tx: ShopTransaction): Promise<OpenTracker[]> =>
  tx.seenTracker.findMany({ where: { dismissedAt: null }, select: { name: true, lastSeen: true } })

export async function deleteSeen(tx: ShopTransaction, names: readonly string[]): Promise<void> {
  if (names.length > 0) await tx.seenTracker.deleteMany({ where: { name: { in: [...names] } } })
}

/** What staff have not dismissed, the last seen first. */
export const listSeen = (tx: ShopTransaction): Promise<SeenTracker[]> =>
  tx.seenTracker.findMany({
    where: { dismissedAt: null },
    orderBy: [{ lastSeen: 'desc' }, { name: 'asc' }],
    take: MOST_SEEN,
    select: { name: true, firstSeen: true, lastSeen: true },
  })

/** The names of all that was seen, the last seen first: what staff dismissed is as much in the shop as the rest. */
export async function listNames(tx: ShopTransaction): Promise<string[]> {
  const seen = await tx.seenTracker.findMany({
    orderBy: [{ lastSeen: 'desc' }, { name: 'asc' }],
    take: MOST_SEEN + MOST_DISMISSED,
    select: { name: true },
  })
  return seen.map(({ name }) => name)
}

/** Gives how many were there to dismiss. Of those dismissed before, the ones seen the longest ago make room. */
export async function dismiss(tx: ShopTransaction, names: readonly string[], at: Date): Promise<number> {
  const { count } = await tx.seenTracker.updateMany({
    where: { name: { in: [...names] }, dismissedAt: null },
    data: { dismissedAt: at },
  })
  const old = await tx.seenTracker.findMany({
    where: { dismissedAt: { not: null } },
    orderBy: { lastSeen: 'desc' },
    skip: MOST_DISMISSED,
    select: { name: true },
  })
  await deleteSeen(
    tx,
    old.map(({ name }) => name),
  )
  return count
}

export async function undoDismiss(tx: ShopTransaction, names: readonly string[]): Promise<void> {
  await tx.seenTracker.updateMany({ where: { name: { in: [...names] } }, data: { dismissedAt: null } })
}
