import type { ShopTransaction } from '../../platform/db.ts'

export interface SeenTracker {
  name: string
  firstSeen: Date
  lastSeen: Date
}

/** The most rows: a browser can invent names without end. */
export const MOST_SEEN = 500

/** The most rows of dismissed names. */
const MOST_DISMISSED = 2_000

/** Serialises the reports of a shop: two at once would update the same rows in different orders. */
export async function lockSeen(tx: ShopTransaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('seen_trackers:' || ${tx.shop}, 0))`
}

/** Updates names that were seen before, and returns them. */
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

/** Names that staff have not dismissed. */
export const listOpen = (tx: ShopTransaction): Promise<OpenTracker[]> =>
  tx.seenTracker.findMany({ where: { dismissedAt: null }, select: { name: true, lastSeen: true } })

export async function deleteSeen(tx: ShopTransaction, names: readonly string[]): Promise<void> {
  if (names.length > 0) await tx.seenTracker.deleteMany({ where: { name: { in: [...names] } } })
}

/** Names that staff have not dismissed, most recently seen first. */
export const listSeen = (tx: ShopTransaction): Promise<SeenTracker[]> =>
  tx.seenTracker.findMany({
    where: { dismissedAt: null },
    orderBy: [{ lastSeen: 'desc' }, { name: 'asc' }],
    take: MOST_SEEN,
    select: { name: true, firstSeen: true, lastSeen: true },
  })

/** All seen names, most recently seen first. Dismissed ones are on the storefront too. */
export async function listNames(tx: ShopTransaction): Promise<string[]> {
  const seen = await tx.seenTracker.findMany({
    orderBy: [{ lastSeen: 'desc' }, { name: 'asc' }],
    take: MOST_SEEN + MOST_DISMISSED,
    select: { name: true },
  })
  return seen.map(({ name }) => name)
}

/**
 * Dismisses names and returns how many existed. When too many are dismissed, those seen the longest ago are deleted.
 */
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
