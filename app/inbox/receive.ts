import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { GroupCommit } from '../platform/group-commit.ts'
import { enqueue } from '../platform/queue.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { isRowsFault, sqlForShop } from '../platform/sql.ts'
import { vault } from '../platform/vault.ts'
import { identifiersOf, lookupOf } from '../subjects/index.ts'
import { payloadContext } from './model.ts'
import { peopleNamedIn } from './named.ts'
import { type WebhookJob, webhookQueue } from './queues.ts'
import { contentOf, readPayload } from './read.ts'
import { insertMessages, type NewMessage } from './store.ts'
import { type Payload, TOPICS, type Topic } from './topics/index.ts'
import type { TopicDefinition } from './topics/topic.ts'

export interface Webhook {
  /** Shopify's webhook id: the same for every delivery of one webhook. */
  id: string
  topic: Topic
  shop: ShopDomain
  apiVersion: string | null
  triggeredAt: Date | null
  body: Uint8Array
}

/** Worked in a job of its own, because it may take longer than all others together. */
const ALONE: Topic = 'shop/redact'

const commits = new GroupCommit<NewMessage, void>({
  maxBatch: 200,
  maxWaiting: 5_000,
  maxTransactions: 4,
  isItemsFault: isRowsFault,
  flush: (shop, messages) => storeAndEnqueue(shop as ShopDomain, messages),
})

/**
 * Stores a webhook with a verified signature. When the promise resolves, the webhook is stored once and its job is
 * enqueued, in one transaction; when it rejects, nothing is stored, and Shopify must send it again. Most of what Shopify tells of
 * customers concerns nobody who was erased: it is not stored.
 */
export async function receiveWebhook(webhook: Webhook): Promise<void> {
  const reading = readPayload(webhook.topic, webhook.body, webhook.shop)
  const shop = reading.understood ? webhook.shop : reading.shop
  if (reading.understood && !(await isOfUse(webhook.topic, shop, reading.payload))) return
  return commits.add(shop, {
    id: webhook.id,
    topic: webhook.topic,
    apiVersion: webhook.apiVersion,
    triggeredAt: webhook.triggeredAt,
    receivedAt: clock.now(),
    payload: vault.sealEnvelope(webhook.body, payloadContext(shop, webhook.id)),
    notUnderstood: reading.understood ? null : reading.why,
    named: peopleNamedIn(webhook.topic, reading.understood ? reading.payload : contentOf(webhook.body))
      .flatMap(identifiersOf)
      .map((identifier) => lookupOf({ shop }, identifier)),
  })
}

async function isOfUse<T extends Topic>(topic: T, shop: ShopDomain, payload: Payload<T>): Promise<boolean> {
  const { concerns }: TopicDefinition<Payload<T>> = TOPICS[topic]
  return concerns === undefined || forShop(shop, (tx) => concerns(tx, payload))
}

async function storeAndEnqueue(shop: ShopDomain, messages: readonly NewMessage[]): Promise<undefined[]> {
  await sqlForShop(shop, async (client) => {
    const stored = await insertMessages(client, shop, messages)
    const once = new Map(messages.map((message) => [message.id, message])).values()
    const workable = [...once].filter((message) => message.notUnderstood === null && stored.has(message.id))
    const jobs = [
      workable.filter(({ topic }) => topic !== ALONE),
      ...workable.filter(({ topic }) => topic === ALONE).map((message) => [message]),
    ].flatMap((together) => {
      const [first] = together
      return first ? [{ shop, messageIds: together.map(({ id }) => id), receivedAt: +first.receivedAt }] : []
    }) satisfies WebhookJob[]
    await enqueue(webhookQueue, jobs, { executeSql: (text, values) => client.query(text, values) })
  })
  return messages.map(() => undefined)
}
