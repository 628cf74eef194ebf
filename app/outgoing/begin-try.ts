import { addMinutes } from 'date-fns/addMinutes'
import type { ShopTransaction } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { changeDelivery, type DeliveryRow } from './deliveries-store.ts'
import { outgoingQueue } from './queues.ts'

/** A try that nobody has ended by then is lost: there is another one. */
const LEASE_MINUTES = 15

/** Enqueues the next try. What an earlier one still has to say no longer counts. */
export async function beginTry(tx: ShopTransaction, delivery: DeliveryRow, now: Date): Promise<void> {
  const tries = delivery.tries + 1
  await changeDelivery(tx, delivery, { tries, nextAt: addMinutes(now, LEASE_MINUTES) })
  await enqueue(outgoingQueue, [{ shop: tx.shop, receivedAt: +now, deliveryId: delivery.id, tries }], within(tx))
}
