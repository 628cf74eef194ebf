/**
 * Counts the visits on which the banner was shown, by one call that says nothing else. Nothing is stored for it and nobody
 * is recognised: a visit is counted on its first page, which no page of the shop has led to.
 */
import { kept } from './page.ts'
import { send } from './records.ts'

let isCounted: unknown =
  kept.c.d ||
  /^#kept/.test(location.hash) ||
  document.referrer.startsWith(`${location.origin}/`) ||
  // Loaded again, or come back to. Deprecated, but every browser knows it; what replaces it costs twice the bytes.
  performance.navigation?.type

/** Milliseconds in which the banner is painted, and in which somebody could see it. */
const SEEN_MS = 500

/** A page that nobody looks at, a tab in the background or one that the browser loads ahead, has no frames: it waits. */
export const tellVisit = () => {
  if (!isCounted) isCounted = requestAnimationFrame(() => setTimeout(send, SEEN_MS, 'shown', {}))
}
