/** Finds the address that a request asks for, as strictly as it is served. */

/**
 * The pages get nothing under these paths, in whatever encoding: a query that Shopify signed for a door must not reach
 * a page.
 */
const OF_DOORS = ['/proxy', '/webhooks', '/api/']

/** More levels of encoding than anybody uses on purpose. */
const MOST_DECODINGS = 5

/** The path as it was sent, without its query. */
export const rawPath = (target: string): string => target.split(/[?#]/, 1)[0] ?? ''

/** Whether any reader could take this path for a door's: decoded, with dots and slashes resolved. */
export function belongsToDoors(path: string): boolean {
  let form = path
  for (let decoding = 0; decoding <= MOST_DECODINGS; decoding += 1) {
    // The path as sent counts too: `/proxy/../app` was sent to a door.
    if ([form, resolved(form)].some(beginsAtDoor)) return true
    const decoded = decodedOnce(form)
    if (decoded === form) return false
    form = decoded
  }
  return true
}

const slashed = (path: string) => path.replaceAll('\\', '/').replace(/\/{2,}/g, '/')

const beginsAtDoor = (path: string) => {
  const plain = slashed(path).toLowerCase()
  return OF_DOORS.some((door) => plain.startsWith(door))
}

const resolved = (path: string) => URL.parse(slashed(`/${path}`), 'http://door')?.pathname ?? path

/** Decodes each escape by itself, so that one malformed escape does not hide the others. */
const decodedOnce = (path: string) => path.replace(/%[0-9a-f]{2}/gi, (code) => ASCII[code.toLowerCase()] ?? code)

const ASCII: Partial<Record<string, string>> = Object.fromEntries(
  Array.from({ length: 0x80 }, (_, code) => [`%${code.toString(16).padStart(2, '0')}`, String.fromCharCode(code)]),
)
