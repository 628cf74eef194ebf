import { AsyncLocalStorage } from 'node:async_hooks'

/** Nobody waits for the answer any longer. What was begun may still be done, or not. */
export class DeadlinePassed extends Error {
  override name = 'DeadlinePassed'
}

const deadlines = new AsyncLocalStorage<number>()

/**
 * Waits `ms` for `work`, and no longer. What it begins in this time can ask how much is left (`msLeft`).
 * @throws DeadlinePassed
 */
export async function withDeadline<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed(`It took more than ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([deadlines.run(Date.now() + ms, work), passed])
  } finally {
    clearTimeout(timer)
  }
}

/** Milliseconds until the deadline of what runs here; `most` where there is none, and at most that. */
export function msLeft(most: number): number {
  const deadline = deadlines.getStore()
  return deadline === undefined ? most : Math.max(1, Math.min(most, deadline - Date.now()))
}
