/** E-mail and web addresses in a text. */

/** Bounded in each part, so that no text makes it slow. */
const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/gu
const WEB = /(?:https?:\/\/|www\.)[^\s<>"'()[\]]{3,300}/gi

export interface Addresses {
  mails: string[]
  /** Without the protocol, `www.` and a slash at the end, so that they can be compared. */
  pages: string[]
}

export const comparableAddress = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?]{1,5}$/, '')
    .replace(/\/$/, '')

export function addressesIn(text: string): Addresses {
  const mails = text.includes('@') ? (text.match(MAIL) ?? []).map((each) => each.toLowerCase()) : []
  const pages = (text.match(WEB) ?? []).map(comparableAddress)
  return { mails: [...new Set(mails)], pages: [...new Set(pages)] }
}
