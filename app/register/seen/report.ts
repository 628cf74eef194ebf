import { subDays } from 'date-fns/subDays'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { knownTracker } from '../known/trackers.ts'
import { MAX_TRACKER_NAME, MOST_NAMES_A_REPORT, TRACKER_NAME } from './limits.ts'
import { deleteSeen, insertSeen, listOpen, lockSeen, MOST_SEEN, type OpenTracker, touchSeen } from './store.ts'

/** Days after which a name is deleted that was not seen again and that staff did not handle. */
const REMEMBERED_DAYS = 90

export const trackerName = z.string().min(1).max(MAX_TRACKER_NAME).regex(TRACKER_NAME)
export const trackerReport = z.strictObject({ names: z.array(trackerName).min(1).max(MOST_NAMES_A_REPORT) })

export interface TrackerReport {
  names: readonly string[]
  /** How many names may be new to the shop; further new ones are ignored. */
  mostNew?: number
}

/**
 * Stores which trackers a storefront page saw, so that staff can declare them. Returns how many were new. Anybody can
 * send invented names without end: when the list is full, the least informative name is deleted.
 */
export async function reportTrackers(
  tx: ShopTransaction,
  { names, mostNew = MOST_SEEN }: TrackerReport,
): Promise<number> {
  const at = clock.now()
  await lockSeen(tx)
  const known = await touchSeen(tx, names, at)
  const added = [...new Set(names)].filter((name) => !known.has(name)).slice(0, mostNew)
  if (added.length === 0) return 0
  await insertSeen(tx, added, at)
  await deleteSeen(tx, namesToForget(await listOpen(tx), subDays(at, REMEMBERED_DAYS)))
  return added.length
}

/** Of the names that staff have not handled: those not seen for long, and the lowest-ranked beyond `MOST_SEEN`. */
function namesToForget(open: readonly OpenTracker[], forgetBefore: Date): string[] {
  const forgotten = open.filter(({ lastSeen }) => lastSeen < forgetBefore)
  const recent = open.filter(({ lastSeen }) => lastSeen >= forgetBefore)
  const over = recent.length > MOST_SEEN ? ranked(recent).slice(MOST_SEEN) : []
  return [...forgotten, ...over].map(({ name }) => name)
}

/**
 * Known trackers first, then the most recently seen. When many names match one known tracker, only the newest counts as
 * known.
 */
function ranked(open: readonly OpenTracker[]): OpenTracker[] {
  const explained = new Set<string>()
  const [known, unknown]: [OpenTracker[], OpenTracker[]] = [[], []]
  for (const each of open.toSorted((a, b) => b.lastSeen.getTime() - a.lastSeen.getTime())) {
    const pattern = knownTracker(each.name)?.pattern
    if (pattern === undefined || explained.has(pattern)) {
      unknown.push(each)
    } else {
      explained.add(pattern)
      known.push(each)
    }
  }
  return [...known, ...unknown]
}
