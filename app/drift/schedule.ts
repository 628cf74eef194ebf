import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { repeat } from '../platform/repeat.ts'
import { LOOK_EVERY_MS } from './model.ts'
import { lookQueue } from './queues.ts'
import { dueLooks, takeDueLook } from './store.ts'

/** The most shops in one run. Many small runs spread the looks over the day, also the first ones after an update. */
export const LOOKS_AT_ONCE = 60

/**
 * Enqueues a look for every shop that is due. Each shop's turn and its job are one transaction, so several workers may run
 * this at once, be killed, and run it again. Returns the number of jobs.
 */
export async function enqueueDueLooks(): Promise<number> {
  const at = clock.now()
  const next = new Date(+at + LOOK_EVERY_MS)
  let enqueued = 0
  for (const shop of await dueLooks(at, LOOKS_AT_ONCE)) {
    await forShop(shop, async (tx) => {
      if (!(await takeDueLook(tx, { at, next }))) return
      await enqueue(lookQueue, [{ shop, receivedAt: +at }], within(tx))
      enqueued += 1
    })
  }
  return enqueued
}

const LOOK_FOR_DUE_MS = 15_000

/** Runs in every worker. */
export const scheduleLooks = (): void =>
  repeat(LOOK_FOR_DUE_MS, enqueueDueLooks, 'it could not be found out which shops are due for a look')
