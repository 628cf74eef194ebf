import { addMinutes } from 'date-fns/addMinutes'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { recipientQueue } from '../queues.ts'
import { changeTask } from '../store.ts'

/** A try that nobody has ended by then is lost: there is another one. */
const LEASE_MINUTES = 15

/** Enqueues the next try of a task's message. What an earlier try still has to say no longer counts. */
export async function beginDelivery(
  tx: ShopTransaction,
  { id, delivery, tries }: { id: string; delivery: number; tries: number },
  now: Date,
): Promise<void> {
  const next = tries + 1
  await changeTask(tx, id, { isDelivering: true, tries: next, nextAt: addMinutes(now, LEASE_MINUTES) })
  await enqueue(recipientQueue, [{ shop: tx.shop, receivedAt: +now, taskId: id, delivery, tries: next }], within(tx))
}
