import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { erasureQueue } from './queues.ts'

/** Has the next steps of an erasure taken, in the transaction that makes them possible. */
export const enqueueErasure = (tx: ShopTransaction, erasureId: string, inSeconds = 0): Promise<void> =>
  enqueue(erasureQueue, [{ shop: tx.shop, receivedAt: +clock.now(), erasureId }], within(tx), inSeconds)
