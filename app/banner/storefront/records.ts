/** The way of a record to the app: written down first, sent when it can be, never for ever. */
import { queued, recall, remember } from './memory.ts'
import { kept } from './page.ts'

/** Milliseconds: doubled at every failure in a row. With a queue of 20 it soon waits for days. */
const FIRST_WAIT = 5000
const DAY = 864e5
/** Taken (200, 202), or refused for good: malformed, unknown shop, too large. */
export const OVER = [200, 202, 400, 401, 413]

/** Through the app proxy; the HTTP status that comes back, 0 when none does. */
export const send = (path: string, body: object) =>
  fetch(`${kept.c.x}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    keepalive: true,
    // A locked shop redirects to its password page, and that would answer 200.
    redirect: 'error',
  }).then(
    (response) => response.status,
    () => 0,
  )

let sending = false

/** Sends what waits, oldest first. `now` ignores the back-off: somebody has just chosen. */
export const flush = async (now?: boolean) => {
  if (sending || (!now && Date.now() < (recall().n ?? 0))) return
  sending = true
  let id: string | undefined
  // Looked up anew after each: what is chosen meanwhile goes with them, and not only with the next page.
  for (let record = queued()[0]; record && record.id !== id; record = queued()[0]) {
    id = record.id
    const status = await send('consent', record)
    const over = OVER.includes(status)
    remember((memory) => {
      if (over) memory.q = queued().filter((one) => one.id !== id)
      memory.f = over ? 0 : (memory.f ?? 0) + 1
      memory.n = Date.now() + Math.min(DAY, FIRST_WAIT * 2 ** memory.f)
    })
    if (!over) break
  }
  sending = false
}
