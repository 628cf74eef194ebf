/** Limits of imports of consents. */

const MIB = 1024 * 1024
/** A file: some million rows. */
export const MAX_IMPORT_FILE = 1024 * MIB
/** It is sent in portions of this size, the last one smaller. */
export const IMPORT_PORTION_BYTES = 1 * MIB
/** One row, in bytes. */
export const MAX_RECORD = 64 * 1024
export const MOST_COLUMNS = 100
/** One cell that counts, in characters. */
export const MAX_CELL = 500
/** Rows that are shown before anything is imported. */
export const SHOWN_ROWS = 5
/** Rows that cannot be taken, named with their number. */
export const SHOWN_PROBLEMS = 100
/** Rows whose categories are offered for the mapping. */
export const SAMPLED_ROWS = 500
export const MOST_CATEGORIES = 50
/** Rows that one transaction imports. */
export const ROWS_A_STEP = 500
/** Imports on the page. */
export const LISTED_IMPORTS = 20
