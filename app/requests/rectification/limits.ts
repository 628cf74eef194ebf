/** Limits of what can be proposed. */

/** A value in one line. */
export const MAX_CORRECTED_LINE = 255
/** A value of several lines, and a statement. */
export const MAX_STATEMENT = 4_000
/** Corrections of one request, with its statements. */
export const MAX_CORRECTIONS = 100
/** Statements of one request. */
export const MAX_STATEMENTS = 10
/** What is read of each kind: a page that shows it stays readable. */
export const MOST_ADDRESSES = 50
export const MOST_METAFIELDS = 50
export const MOST_ORDERS = 20
/** Places of companies that one contact acts for. */
export const MOST_COMPANY_PLACES = 10
