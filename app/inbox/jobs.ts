import { forShop, type ShopTransaction } from '../platform/db.ts'
import { enqueue, within, work } from '../platform/queue.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import { eraseShop } from './erase-shop.ts'
import { eraseMessage, isOfErasedShop } from './erased-shop.ts'
import { scheduleExpiry } from './expire.ts'
import { holdIfInstalledAgain } from './hold.ts'
import { type MessageState, payloadContext } from './model.ts'
import { type WebhookJob, webhookQueue } from './queues.ts'
import { readPayload } from './read.ts'
import { finishMessage, type MessageToWork, noteGivenUp, noteRetry, takeMessage } from './store.ts'
import { isTopic, type Payload, TOPICS, type Topic } from './topics/index.ts'
import type { TopicDefinition } from './topics/topic.ts'
import { dropFailedOfErased } from './waiting-store.ts'

/**
 * Works the webhooks of one job. A failing webhook gets a job of its own, so that its retries do not delay the others.
 * The job may run twice or be killed anywhere: a finished webhook stays finished.
 */
export async function workMessages({ shop, messageIds, receivedAt }: WebhookJob): Promise<void> {
  const [only, ...others] = messageIds
  if (only !== undefined && others.length === 0) return workMessage(shop, only)
  for (const messageId of messageIds) {
    await workMessage(shop, messageId).catch(async () => {
      const alone: WebhookJob = { shop, messageIds: [messageId], receivedAt }
      await forShop(shop, (tx) => enqueue(webhookQueue, [alone], within(tx)))
    })
  }
}

/** Whether a job may still work a message. A job can run twice, and messages that wait for staff are not a job's. */
const IS_OPEN: Record<MessageState, boolean> = {
  received: true,
  retrying: true,
  failed: true,
  needs_person: false,
  done: false,
  expired: false,
}

export async function workMessage(shop: ShopDomain, messageId: string): Promise<void> {
  try {
    const erasesShop = await forShop(shop, async (tx) => {
      const message = await takeMessage(tx, messageId)
      if (!message?.payload || !IS_OPEN[message.state]) return false
      if (message.topic === 'shop/redact') return !(await holdIfInstalledAgain(tx, messageId, message))
      if (await isOfErasedShop(tx)) await eraseMessage(tx, messageId)
      else if (isTopic(message.topic)) await applyTopic(tx, message.topic, message)
      else throw new Error('A message is of a topic that Kept no longer takes in')
      return false
    })
    if (erasesShop) await eraseShop(shop, messageId)
  } catch (error) {
    await forShop(shop, (tx) => noteRetry(tx, messageId, nameOf(error)))
    throw error
  }
}

async function applyTopic<T extends Topic>(tx: ShopTransaction, topic: T, message: MessageToWork): Promise<void> {
  const body = vault.openEnvelope(message.payload ?? new Uint8Array(), payloadContext(tx.shop, message.id))
  const reading = readPayload(topic, body, tx.shop)
  const { act: perform }: TopicDefinition<Payload<T>> = TOPICS[topic]
  if (!reading.understood || !perform) throw new Error('A message was enqueued that no action is for')
  await finishMessage(tx, message.id, await perform(tx, reading.payload, message))
}

/** The error's kind without its message, because messages quote data. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name
}

/** Called when no retry is left: staff must look, unless the person that it names was erased meanwhile. */
export async function giveUp({ shop, messageIds }: WebhookJob): Promise<void> {
  await forShop(shop, async (tx) => {
    await noteGivenUp(tx, messageIds)
    await dropFailedOfErased(tx, messageIds)
  })
}

export async function startInboxJobs(): Promise<void> {
  await work(webhookQueue, workMessages, giveUp)
  scheduleExpiry()
}
