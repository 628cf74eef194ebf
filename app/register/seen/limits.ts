/** What is a tracker's name, and how many a call reports: apart, because the storefront's code carries them too. */

/**
 * A name only: a value can be a person's, and so can what looks like `name=value` or an address. What has white space
 * or `*` is no name that can be declared.
 */
export const TRACKER_NAME = /^[^\s*=;@\p{C}]+$/u
export const MAX_TRACKER_NAME = 200
/** What a page of the storefront reports in one call. */
export const MAX_REPORT_BYTES = 2 * 1024
export const MOST_NAMES_A_REPORT = 50
