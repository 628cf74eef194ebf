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
/** How long a one-time link can be used, and how long the visit that it begins lasts. */
export const LINK_MINUTES = 30
/** Wrong secrets before a link can no longer be used. */
export const MAX_LINK_TRIES = 5
/** Links that are sent to one person within an hour, whoever asks for them. */
export const LINKS_AN_HOUR = 5
/** A phone number, as people write it. */
export const MAX_PHONE = 40
/** An uploaded proof of identity. */
export const MAX_PROOF_BYTES = 10 * 1024 * 1024
/** Files that wait for a decision: both sides of a card, and one more. */
export const MAX_PROOFS = 3
/** A proof that nobody decided on is deleted after so many days. */
export const PROOF_DAYS = 30
/** Requests of one person that are open at once, from the storefront. */
export const MAX_OPEN_OF_PERSON = 5
/** What a network sends within an hour: requests, and links that it asks for. */
export const SENT_BY_NETWORK_AN_HOUR = 20
/** What a person writes with a request in the storefront: each character may take several bytes, and is escaped in a form. */
export const MAX_STOREFRONT_TEXT = 4_000
/**
 * Months after a request is closed in which the values before and after a correction are kept: the ordinary limitation of claims
 * (Code civil Art. 2224), within which the shop may have to show what it did. No rule of the register is about requests.
 */
export const CORRECTION_MONTHS = 60
