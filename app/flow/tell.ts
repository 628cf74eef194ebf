import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { flowQueue } from './queues.ts'
import { type FlowEvent, insertFlowEvent } from './store.ts'

/** Notes in the transaction in which it happens that Shopify Flow is to be told, once, after it is committed. */
export async function tellFlow(tx: ShopTransaction, event: FlowEvent): Promise<void> {
  const at = clock.now()
  if (!(await insertFlowEvent(tx, event, at))) return
  await enqueue(flowQueue, [{ shop: tx.shop, receivedAt: +at, key: event.key }], within(tx))
}
