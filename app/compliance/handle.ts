import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { vault } from '../platform/vault.ts'
import { needsStaff, payloadContext } from './model.ts'
import type { WebhookJob } from './receive.ts'
import { finishMessage, readMessage, reopenMessage } from './store.ts'

/** Gives a failed message to the jobs again. False when it is not failed (any more). */
export async function retryMessage(tx: ShopTransaction, messageId: string): Promise<boolean> {
  if (!(await reopenMessage(tx, messageId))) return false
  const job: WebhookJob = { shop: tx.shop, messageIds: [messageId], receivedAt: +clock.now() }
  await enqueue('webhook', [job], within(tx))
  return true
}

/** Staff dealt with what no job could. The body is dropped, who did it stays. False when it does not wait for staff. */
export async function markHandled(tx: ShopTransaction, messageId: string, staffId: string): Promise<boolean> {
  const message = await readMessage(tx, messageId)
  if (!message || !needsStaff(message.state)) return false
  await finishMessage(tx, messageId, { handledBy: staffId })
  return true
}

/** The body of a message that waits for staff, as text; null when there is none (any more). */
export async function readBody(tx: ShopTransaction, messageId: string): Promise<string | null> {
  const message = await readMessage(tx, messageId)
  if (!message?.payload || !needsStaff(message.state)) return null
  return vault.openEnvelope(message.payload, payloadContext(tx.shop, messageId)).toString('utf8')
}
