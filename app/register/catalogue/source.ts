/** The day on which the catalogue was first written, with the stored public pages that could be read that day. */
const FIRST_LOOK = '2026-11-27'

/** A fact that was read in its source. */
export const seen = (source: string, checkedOn = FIRST_LOOK) => ({ source, checkedOn })

/** A fact that nobody has read in its source yet. The product shows it as to be checked. */
export const toCheck = (source: string) => ({ source, checkedOn: null })
