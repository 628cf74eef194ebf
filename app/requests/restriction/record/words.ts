/** The closed lists of the work of a restriction. */

/** `set`: it is carried out, and then in force. `lift`: it has ended, and what followed from it is taken back. */
export const RESTRICTION_PHASES = ['set', 'lift'] as const

/** How far the work of a phase is. `stopped`: staff have to do something first. */
export const RESTRICTION_RUNS = ['running', 'stopped', 'done'] as const

/** Why the work waits for staff. */
export const RESTRICTION_STOPS = [
  /** The shop does not let Kept change customers. */
  'access_denied',
  /** Shopify refused for another reason. */
  'shopify_refused',
  /** Shopify did not answer for about a day. */
  'shopify_away',
] as const
export type RestrictionStop = (typeof RESTRICTION_STOPS)[number]

/** What is done, in this order: recipients are those of the purposes that the person agreed to until now. */
export const RESTRICTION_STEPS = ['recipients', 'marketing', 'tag', 'lift_recipients', 'lift_tag'] as const
export type RestrictionStepName = (typeof RESTRICTION_STEPS)[number]

/** How a restriction ended: staff lifted it, or the person was erased. */
export const RESTRICTION_ENDS = ['lifted', 'erased'] as const

/** What a customer of Shopify's is tagged with, for staff and segments there. */
export const RESTRICTED_TAG = 'processing-restricted'

/** Days between telling the person that a restriction ends and its end (Art. 18(3) wants it told before). */
export const LIFT_DAYS = { least: 1, usual: 7, most: 90 } as const
