import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { dayOf, daysAfter, type IsoDate } from '../../register/index.ts'
import { countedSince } from '../counts/index.ts'
import { hasStopped, isNoAccident, USUAL_DAYS } from './silence.ts'
import { arrivalsBefore, lastAnswer, lastArrival } from './store.ts'

export interface Stopped {
  since: Date
  /** Visits that saw the banner since then, and nobody answered; 0 when the silence alone tells that arrivals have stopped. */
  visits: number
}

/** Since when the storefront's decisions have stopped arriving; null while they arrive, or may just be rare. */
export async function arrivalsStopped(tx: ShopTransaction): Promise<Stopped | null> {
  const today = dayOf(clock.now())
  const unanswered = await unansweredSince(tx, today)
  if (unanswered) return unanswered
  const at = await lastArrival(tx)
  if (at === null) return null
  const last = dayOf(at)
  if (last >= today) return null
  return hasStopped({ last, today, before: await arrivalsBefore(tx, last) }) ? { since: at, visits: 0 } : null
}

/** Visits still see the banner, and none of them answers it: what is pressed does not get here. */
async function unansweredSince(tx: ShopTransaction, today: IsoDate): Promise<Stopped | null> {
  const at = await lastAnswer(tx, daysAfter(today, 1 - USUAL_DAYS))
  const last = at ? dayOf(at) : daysAfter(today, -USUAL_DAYS)
  if (last >= today) return null
  const counted = await countedSince(tx, daysAfter(last, 1 - USUAL_DAYS))
  const before = at ? counted.filter(({ day }) => day <= last) : []
  const after = counted.filter(({ day, shown }) => day > last && shown > 0)
  const visits = after.reduce((sum, { shown }) => sum + shown, 0)
  const [first] = after
  if (!first || !isNoAccident({ visits, before })) return null
  return { since: at ?? new Date(first.day), visits }
}

/** Whether visitors have ever chosen on the storefront: the sure sign that the banner was shown. */
export const hasAskedVisitors = async (tx: ShopTransaction): Promise<boolean> => (await lastArrival(tx)) !== null
