/** Where Shopify's erasure stands, by the days and by what is read back. Pure. */
import { daysAfter, type IsoDate } from '../../../register/calendar.ts'
import { shopifyDays } from '../plan/days/model.ts'
import type { ErasureAlarm, ErasureState } from '../words.ts'

/** What a look at the customer showed; null: Shopify has no such customer any more. */
export type ReadBack = { isErased: boolean; orders: number; lastOrderOn: IsoDate | null } | null

interface ErasureStanding {
  state: ErasureState
  heldUntil: IsoDate | null
  erasedBy: IsoDate | null
}

export interface ProgressFacts extends ErasureStanding {
  today: IsoDate
  requestedOn: IsoDate
  redactSeenOn: IsoDate | null
  readBack: ReadBack
}

export interface Progress extends ErasureStanding {
  alarm: ErasureAlarm | null
}

/** Shopify works through its erasures at some hour of the day; before so many days nobody is alarmed. */
const PATIENCE_DAYS = 2
/** Staff were warned so long ago that it is not only late any more. */
const FAILED_AFTER_DAYS = 30

const ONGOING: readonly ErasureState[] = ['held', 'grace', 'redact_seen']

/** What the daily look makes of an erasure that Shopify was asked for. */
export function progressOf({ state, today, requestedOn, redactSeenOn, readBack, ...before }: ProgressFacts): Progress {
  if (!ONGOING.includes(state)) return { state, ...before, alarm: null }
  if (readBack === null || readBack.isErased) return { state: 'verified', ...before, alarm: null }
  if (redactSeenOn !== null) {
    return overdue(today, redactSeenOn, { state: 'redact_seen', ...before }, 'still_there')
  }
  // A new order moves the day. One that Kept may no longer read does not move it back.
  const last = readBack.lastOrderOn
  const days = shopifyDays(requestedOn, last)
  const later = (one: IsoDate, other: IsoDate | null) => (other !== null && other > one ? other : one)
  const heldUntil = later(days.heldUntil, before.heldUntil)
  const erasedBy = later(days.erasedBy, before.erasedBy)
  const phase = today <= heldUntil && heldUntil > requestedOn ? 'held' : 'grace'
  return overdue(today, erasedBy, { state: phase, heldUntil, erasedBy }, 'late')
}

/** Staff are warned some days after it was to be done; a month later it has failed. */
function overdue(today: IsoDate, doneBy: IsoDate, standing: ErasureStanding, alarm: ErasureAlarm): Progress {
  if (today <= daysAfter(doneBy, PATIENCE_DAYS)) return { ...standing, alarm: null }
  return today <= daysAfter(doneBy, FAILED_AFTER_DAYS)
    ? { ...standing, alarm }
    : { ...standing, state: 'failed', alarm }
}
