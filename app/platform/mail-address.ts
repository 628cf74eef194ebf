/**
 * What an e-mail address is: RFC 5321 with the international addresses of RFC 6531 (`josé@exämple.fr`), without quoted
 * names and address literals, which no customer has.
 */

/** Bytes. RFC 5321 § 4.5.3.1; 254 is what remains of a path of 256 (RFC 3696, erratum 1690). */
const MOST_BYTES = 254
const MOST_LOCAL_BYTES = 64

/** Words between single dots: RFC 5322's `atext`, or any sign beyond ASCII that is neither space nor invisible. */
const WORD = String.raw`(?:[A-Za-z0-9!#$%&'*+/=?^_\x60{|}~-]|[^\p{ASCII}\p{C}\p{Z}])+`
const LOCAL = new RegExp(String.raw`^${WORD}(?:\.${WORD})*$`, 'u')
/** Before IDNA looks at it. The signs in the middle are dots of Chinese and Japanese keyboards, then two joiners. */
const DOMAIN = /^(?:[\p{L}\p{M}\p{N}.\u3002\uff0e\uff61-]|\u200c|\u200d)+$/u
/** The last part of a domain is not a number: that would be an IP address. */
const ASCII_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/

const bytes = (text: string) => new TextEncoder().encode(text).length

/** IDNA's form of a domain (`xn--exmple-cua.fr`), as the browser's and Node's addresses have it; null for none. */
function asciiDomain(domain: string): string | null {
  if (!DOMAIN.test(domain)) return null
  try {
    const { hostname } = new URL(`http://${domain}/`)
    return ASCII_DOMAIN.test(hostname) ? hostname : null
  } catch {
    return null
  }
}

function partsOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@')
  return { local: address.slice(0, Math.max(0, at)), domain: address.slice(at + 1) }
}

export function isMailAddress(text: string): boolean {
  // Bounded first: what follows takes time for each character.
  if (text.length > MOST_BYTES || bytes(text) > MOST_BYTES) return false
  const { local, domain } = partsOf(text)
  return LOCAL.test(local) && bytes(local) <= MOST_LOCAL_BYTES && asciiDomain(domain) !== null
}

/**
 * The form in which addresses are compared: NFC and small letters, with the domain in ASCII. Mail servers tell capitals
 * apart on paper only. A text that is no address keeps its own domain.
 */
export function comparableMailAddress(text: string): string {
  const folded = text.trim().normalize('NFC').toLowerCase()
  const { local, domain } = partsOf(folded)
  const ascii = folded.length > MOST_BYTES ? null : asciiDomain(domain)
  return ascii === null || local === '' ? folded : `${local}@${ascii}`
}

/** A link that opens a mail to this address. It can add no other recipient (RFC 6068). */
export const mailtoOf = (address: string): string =>
  `mailto:${encodeURI(address).replace(/[?&#]/g, encodeURIComponent)}`
