import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { restrictionQueue } from './queues.ts'

/** Has the next steps of a restriction taken, in the transaction that makes them possible. */
export const enqueueRestriction = (tx: ShopTransaction, restrictionId: string): Promise<void> =>
  enqueue(restrictionQueue, [{ shop: tx.shop, receivedAt: +clock.now(), restrictionId }], within(tx))
