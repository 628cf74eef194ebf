/** Limits of the shop's HTTP API. */

/** Keys of a shop that open something at the same time. */
export const MOST_API_KEYS = 20
/** Keys on the page, those that open nothing any more included. */
export const MOST_LISTED_KEYS = 100
export const MAX_KEY_NAME = 80
/** Calls of one key within a minute. */
export const CALLS_A_MINUTE = 300
/** A body, in bytes: the longest text of a request, each character of which may take four. */
export const MAX_CALL_BYTES = 128 * 1024
/** A call is known again by its Idempotency-Key for so many days. */
export const CALL_KNOWN_DAYS = 7
export const MAX_IDEMPOTENCY_KEY = 200
/** Entries of a page of a list. */
export const USUAL_API_PAGE = 25
export const MAX_API_PAGE = 100
