/** Addresses that a shop's staff type, and what their servers answer. Pure. */

/** An https address without a name, a password or a fragment. Where it leads is judged at each call (`outbound.ts`). */
export function isEndpoint(text: string, isTrusted: (host: string) => boolean): boolean {
  const url = URL.parse(text)
  if (url === null || url.username + url.password + url.hash !== '') return false
  return isTrusted(url.host) || (url.protocol === 'https:' && url.port === '')
}

/** Seconds of a `Retry-After` header, which may also be a date. */
export function secondsAsked(header: string | null, now: Date): number | null {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - +now) / 1_000))
}

const MINUTE_MS = 60_000
const DAY_SECONDS = 24 * 3600

/**
 * When the next try is; null when there was the last one. A server may ask for more time, up to a day.
 *
 * @param minutes between the tries
 */
export function nextTryAt(
  minutes: readonly number[],
  { tries, askedSeconds }: { tries: number; askedSeconds: number | null },
  now: Date,
): Date | null {
  const wait = minutes[tries - 1]
  if (wait === undefined) return null
  return new Date(+now + Math.max(wait * MINUTE_MS, Math.min(askedSeconds ?? 0, DAY_SECONDS) * 1_000))
}
