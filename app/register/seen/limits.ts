/**
 * The form of a tracker's name and the limits of a report. A file of its own, because the storefront's code includes
 * it.
 */

/**
 * Only a name is accepted: a value can be personal data, and so can text that looks like `name=value` or an address. A
 * name with white space or `*` cannot be declared.
 */
export const TRACKER_NAME = /^[^\s*=;@\p{C}]+$/u
export const MAX_TRACKER_NAME = 200
/** The limits of one report from a storefront page. */
export const MAX_REPORT_BYTES = 2 * 1024
export const MOST_NAMES_A_REPORT = 50
