import { AsyncLocalStorage } from 'node:async_hooks'

/** The deadline passed, and nobody waits for the answer. The work that was begun may or may not finish. */
export class DeadlinePassed extends Error {
  override name = 'DeadlinePassed'
}

const deadlines = new AsyncLocalStorage<number>()

/**
 * Waits at most `ms` for `work`. Code that runs in it can ask for the time left (`msLeft`).
 *
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

/** Milliseconds until the present deadline, at most `most`; `most` without a deadline. */
export function msLeft(most: number): number {
  const deadline = deadlines.getStore()
  return deadline === undefined ? most : Math.max(1, Math.min(most, deadline - Date.now()))
}

/** Runs `work` as if no deadline were set: an answer that is read for minutes has begun in time. */
export const withoutDeadline = <T>(work: () => T): T => deadlines.exit(work)
