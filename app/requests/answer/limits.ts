/** How long an answer can be downloaded. After that it is destroyed, and made anew when the request is opened again. */
export const AVAILABLE_DAYS = 14

/** The size of a sealed portion: little enough that none keeps other work of the process waiting. */
export const PORTION_BYTES = 256 * 1024
