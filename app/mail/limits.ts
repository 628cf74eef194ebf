/** Limits of mails and of what staff write in them. */

export const MAX_MAIL_SUBJECT = 150
export const MAX_PARAGRAPHS = 20
export const MAX_PARAGRAPH = 1_500
/** A word or a sentence that is filled in. */
export const MAX_VALUE = 400
/** A reason that staff wrote. */
export const MAX_REASON = 5_000
export const MAX_LINK = 2_000
/** Mails of one request that a page shows. */
export const MAX_SHOWN = 50
/** A bounce with the mail that came back, in bytes. */
export const MAX_BOUNCE_BYTES = 256 * 1024
