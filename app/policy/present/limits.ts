/** Limits of the comparison with the shop's present policy, checked before the work begins. */

/** Characters of a pasted policy, with its HTML: Shopify takes 512 KB for a policy (`shopPolicyUpdate`, TOO_BIG). */
export const MAX_PRESENT_CHARACTERS = 512_000

/** Bytes of the request: a character of JSON is six of them at most, when it is escaped. */
export const MAX_PRESENT_BYTES = 6 * MAX_PRESENT_CHARACTERS + 1_000

/** Sentences that are compared. A long policy has 500; staff do not read more than these. */
export const MOST_SENTENCES = 1_500

/** Characters of a sentence. What is longer is compared in pieces. */
export const MAX_SENTENCE = 1_200

/** Statements of the draft that are compared word by word. The template has 250 in a language. */
export const MOST_DRAFT_STATEMENTS = 3_000

/** Characters of the address or the handle of a page in the shop. */
export const MAX_PAGE = 500
