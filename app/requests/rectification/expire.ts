import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { repeat } from '../../platform/repeat.ts'
import { destroyDueValues, dueRectifications } from './store.ts'

/** The most in one run. The next run takes the rest. */
const AT_ONCE = 100

/** Destroys the values before and after of requests whose period is over, each in its own transaction. Returns their number. */
export async function destroyDueCorrections(): Promise<number> {
  const at = clock.now()
  const due = await dueRectifications(at, AT_ONCE)
  for (const { shop, requestId } of due) await forShop(shop, (tx) => destroyDueValues(tx, requestId, at))
  return due.length
}

const EVERY_MS = 300_000

/** Runs in every worker. */
export const scheduleCorrectionExpiry = (): void =>
  repeat(EVERY_MS, destroyDueCorrections, 'values before and after corrections could not be destroyed')
