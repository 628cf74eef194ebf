/** Limits of what people and staff write about a request. */

/** The text of a request, in characters: a long letter. */
export const MAX_REQUEST_TEXT = 20_000
/** An e-mail with its attachments, in bytes. */
export const MAX_ORIGINAL_BYTES = 2 * 1024 * 1024
/** Four characters of Base64 hold three bytes. */
export const MAX_ORIGINAL_CHARACTERS = Math.ceil(MAX_ORIGINAL_BYTES / 3) * 4
/** What a filed request is sent in: each character of its text may take several bytes. */
export const MAX_FILING_BYTES = MAX_ORIGINAL_CHARACTERS + 4 * MAX_REQUEST_TEXT + 4_000
/** A reason or a comment. */
export const MAX_NOTE = 4_000
/** Orders that Shopify names in a request. */
export const MAX_ORDERS = 10_000
/** The same request of the same person within this time joins the open one. */
export const JOIN_DAYS = 30
/** Requests on a page of the list. */
export const PAGE_SIZE = 25
/** What staff look for somebody by. */
export const MAX_SEARCHED = 320
/** People whom a search finds. */
export const MAX_FOUND = 10
/** Members of staff who are told by mail. */
export const MAX_TOLD_STAFF = 10
