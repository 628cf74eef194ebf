import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { dayOf } from '../../register/index.ts'
import { hasStopped } from './silence.ts'
import { arrivalsBefore, lastArrival } from './store.ts'

/** Since when the storefront's decisions have stopped arriving; null while they arrive, or may just be rare. */
export async function arrivalsStopped(tx: ShopTransaction): Promise<Date | null> {
  const at = await lastArrival(tx)
  if (at === null) return null
  const [last, today] = [dayOf(at), dayOf(clock.now())]
  if (last >= today) return null
  return hasStopped({ last, today, before: await arrivalsBefore(tx, last) }) ? at : null
}

/** Whether visitors have ever chosen on the storefront: the sure sign that the banner was shown. */
export const hasAskedVisitors = async (tx: ShopTransaction): Promise<boolean> => (await lastArrival(tx)) !== null
