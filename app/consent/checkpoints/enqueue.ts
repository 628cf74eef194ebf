import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { type DeliveryJob, deliveryQueue } from '../queues.ts'
import { insertDelivery } from './store.ts'

/** Enqueues the delivery of a checkpoint once, in the transaction that creates it. */
export async function enqueueDelivery(
  tx: ShopTransaction,
  delivery: Omit<DeliveryJob, 'shop' | 'receivedAt'>,
  at: Date,
): Promise<void> {
  if (!(await insertDelivery(tx, delivery, at))) return
  const job: DeliveryJob = { shop: tx.shop, receivedAt: +at, ...delivery }
  await enqueue(deliveryQueue, [job], within(tx))
}
