import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { vault } from '../platform/vault.ts'
import { findSubjects, identifiersOf, type SubjectId } from '../subjects/index.ts'
import { INSTALLED_AGAIN, needsStaff, payloadContext } from './model.ts'
import { peopleNamedIn } from './named.ts'
import { type WebhookJob, webhookQueue } from './queues.ts'
import { contentOf } from './read.ts'
import { finishMessage, readMessage, releaseMessage, reopenMessage } from './store.ts'

/** Enqueues a failed message again. False when it is not failed (any more). */
export async function retryMessage(tx: ShopTransaction, messageId: string): Promise<boolean> {
  return (await reopenMessage(tx, messageId)) && enqueueAgain(tx, messageId)
}

/**
 * Staff decided to erase their shop although it has Kept installed again. The message stores who decided, until it is
 * erased too. False when the message does not wait for this decision (any more).
 */
export async function eraseInstalledShop(tx: ShopTransaction, messageId: string, staffId: string): Promise<boolean> {
  return (await releaseMessage(tx, messageId, INSTALLED_AGAIN, staffId)) && enqueueAgain(tx, messageId)
}

async function enqueueAgain(tx: ShopTransaction, messageId: string): Promise<true> {
  const job: WebhookJob = { shop: tx.shop, messageIds: [messageId], receivedAt: +clock.now() }
  await enqueue(webhookQueue, [job], within(tx))
  return true
}

/**
 * Staff handled a message that no job could work, or decided that a reinstalled shop keeps its data. The body is
 * deleted, and who did it is stored. False when the message does not wait for staff.
 */
export async function markHandled(tx: ShopTransaction, messageId: string, staffId: string): Promise<boolean> {
  const message = await readMessage(tx, messageId)
  if (!message || !needsStaff(message.state)) return false
  await finishMessage(tx, messageId, message.error === INSTALLED_AGAIN ? { keptBy: staffId } : { handledBy: staffId })
  return true
}

/** The body of a message that waits for staff, as text; null when it has none (any more). */
export async function readMessageBody(tx: ShopTransaction, messageId: string): Promise<string | null> {
  const message = await readMessage(tx, messageId)
  if (!message?.payload || !needsStaff(message.state)) return null
  return vault.openEnvelope(message.payload, payloadContext(tx.shop, messageId)).toString('utf8')
}

/** Whom the body of a message that waits for staff names, as far as Kept knows them: subjects. */
export async function whoIsNamed(tx: ShopTransaction, messageId: string): Promise<SubjectId[]> {
  const [message, body] = [await readMessage(tx, messageId), await readMessageBody(tx, messageId)]
  if (!message || body === null) return []
  const found: SubjectId[] = []
  for (const person of peopleNamedIn(message.topic, contentOf(Buffer.from(body)))) {
    found.push(...(await findSubjects(tx, identifiersOf(person))))
  }
  return found
}
