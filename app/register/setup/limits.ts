/** How much one answer of the set-up may name, so that all answers together make a register within its own limits. */

/** Services of the catalogue in one question: it lists fewer than these for each. */
export const MOST_SERVICES = 30
/** Services that staff name themselves, in one question. */
export const MOST_OTHERS = 10
export const MOST_PARTNERS = 20

/** The most bytes of one answer on its way: the longest names and addresses, in escaped UTF-8, leave room. */
export const MAX_ANSWER_BYTES = 100_000
