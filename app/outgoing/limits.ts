/** Limits of outgoing webhooks. */

export const MOST_ENDPOINTS = 5
export const MAX_OUTGOING_URL = 500
/** Both secrets of an address count for so long after a rotation. */
export const OUTGOING_OVERLAP_DAYS = 7
/** An address that answers no try for so long is switched off. */
export const FAILING_DAYS = 5
/** What was told is shown for so long. */
export const SHOWN_DAYS = 30
export const LISTED_DELIVERIES = 50
/** The beginning of an answer, in characters. */
export const MAX_SHOWN_ANSWER = 300
