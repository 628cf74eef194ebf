/** Limits of what comes along with a consent that was given elsewhere. */

export const MAX_WORDING = 10_000
export const MAX_ASKED_BY = 200
export const MAX_REFERENCE = 200
export const MAX_TOOL_VERSION = 200
export const MAX_LANGUAGE = 35
/** The earliest day on which somebody can have chosen. */
export const FIRST_CHOICE = '2000-01-01T00:00:00Z'
