/** The way of a record to the app: written down first, then sent, oldest first. What does not arrive: unsent.ts. */
import { queued, remember } from './memory.ts'
import { kept } from './page.ts'

/** Through the app proxy; the HTTP status that comes back, 0 when none does. */
export const send = async (path: string, body: object) => {
  try {
    const answer = await fetch(`${kept.c.x}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: true,
      // A locked shop redirects to its password page, and that would answer 200.
      redirect: 'error',
    })
    return answer.status
  } catch {
    return 0
  }
}

/** Settled: recorded, or from before the person's erasure. */
export const isSettled = (status: number) => status === 200 || status === 202

export const settle = (id: string) =>
  remember((memory) => {
    memory.q = queued().filter((one) => one.id !== id)
  })

/** Sends what waits, until something does not arrive. */
export const flush = async () => {
  if (kept.b) return
  kept.b = true
  // Looked up anew after each: what is chosen meanwhile goes with them, and not only with the next page.
  for (let [record] = queued(); record; [record] = queued()) {
    const status = await send('consent', record)
    if (!isSettled(status)) {
      kept.failed?.(status)
      break
    }
    settle(record.id)
  }
  kept.b = false
}
