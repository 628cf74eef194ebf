/** The closed lists of an erasure's words. */

/**
 * What began it: a request of the person's, Shopify's own admin (`customers/redact`), or a backup that had the person again of
 * whose erasure it knew nothing.
 */
export const ERASURE_ORIGINS = ['request', 'shopify', 'restored'] as const
export type ErasureOrigin = (typeof ERASURE_ORIGINS)[number]

/**
 * How far Kept is. `planning`: a job finds out what is held. `planned`: staff look at the plan. `running`: a job takes one step
 * after the other. `stopped`: staff have to do something first. `done`: Kept has nothing left to do.
 */
export const ERASURE_RUNS = ['planning', 'planned', 'running', 'stopped', 'done'] as const

/** What Shopify does. Its API tells nothing of it: Kept works it out by days, and reads the customer back. */
export const ERASURE_STATES = [
  'not_requested',
  /** Shopify has no such customer, or had none any more. */
  'no_customer',
  /** A law keeps the profile: it is asked for on the day after. */
  'kept_by_law',
  /** Shopify waits until nobody can charge back: 180 days after the last order. */
  'held',
  /** The ten days before Shopify erases. */
  'grace',
  /** `customers/redact` came. */
  'redact_seen',
  /** Read back: nothing of the person is left in the customer. */
  'verified',
  'failed',
  'cancelled',
] as const
export type ErasureState = (typeof ERASURE_STATES)[number]

/** Nothing more happens by itself. */
export const SETTLED_ERASURES = ['no_customer', 'verified', 'failed', 'cancelled'] as const satisfies ErasureState[]

/** Shopify was asked, and the erasure can be taken back. */
export const CANCELLABLE = ['held', 'grace', 'kept_by_law'] as const satisfies ErasureState[]

/** Why a run waits for staff. */
export const STOP_REASONS = [
  /** The shop does not let Kept ask Shopify for an erasure. */
  'access_denied',
  /** Shopify refused for another reason, again and again. */
  'shopify_refused',
  /** Shopify did not answer for about a day. */
  'shopify_away',
  /** The identity came into doubt, or the request was closed. */
  'request_closed',
] as const
export type StopReason = (typeof STOP_REASONS)[number]

/** What staff are warned of. `late`: the day is over, and the customer is still there. `still_there`: Shopify said that it erased. */
export const ERASURE_ALARMS = ['late', 'still_there'] as const
export type ErasureAlarm = (typeof ERASURE_ALARMS)[number]

/** How somebody who was erased came back. */
export const RETURN_WAYS = ['customer_created', 'customer_updated', 'order', 'restored'] as const
export type ReturnWay = (typeof RETURN_WAYS)[number]

/** Steps that are no group of data. */
export const ANSWER_STEP = 'answer'

/** The person has not been told after so long: Kept forgets them all the same. */
export const MOST_DAYS_TO_TELL = 3
/** A plan is as old as this at most when it is confirmed: what is held may have changed. */
export const PLAN_DAYS = 7
