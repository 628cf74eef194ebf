import { recordMarketing, retryWriteBacks } from '../consent/index.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { enqueue, within, work } from '../platform/queue.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import { erasePerson, openAccessRequest } from '../requests/index.ts'
import { noteScopes, noteUninstalled } from '../shopify/installation.ts'
import { identifiersOf } from '../subjects/index.ts'
import { eraseShop } from './erase-shop.ts'
import { ofEmail, ofSms, type ToldOfMarketing } from './marketing.ts'
import { type Outcome, type Payload, payloadContext, readPayload, type Topic } from './model.ts'
import type { WebhookJob } from './receive.ts'
import { finishMessage, type MessageToWork, noteGivenUp, noteRetry, takeMessage } from './store.ts'

/** What each topic asks for, done inside the transaction that also marks the message done. */
const ACTIONS: {
  [T in Exclude<Topic, 'shop/redact'>]: (
    tx: ShopTransaction,
    payload: Payload<T>,
    message: MessageToWork,
  ) => Promise<Outcome>
} = {
  'customers/data_request': async (tx, payload, message) => {
    const { requestId, dueAt } = await openAccessRequest(tx, {
      person: identifiersOf(payload.customer),
      externalId: payload.data_request ? String(payload.data_request.id) : null,
      orders: payload.orders_requested,
      receivedAt: message.receivedAt,
    })
    return { requestId, dueAt }
  },
  'customers/redact': async (tx, payload) => erasePerson(tx, identifiersOf(payload.customer)),
  'app/uninstalled': async (tx, _payload, message) => ({
    sessions: await noteUninstalled(tx, message.triggeredAt ?? message.receivedAt),
  }),
  'app/scopes_update': async (tx, payload) => {
    const sessions = await noteScopes(tx, payload.current)
    if (payload.current.includes('write_customers')) await retryWriteBacks(tx)
    return { sessions }
  },
  'customers_email_marketing_consent/update': async (tx, payload, message) => recordTold(tx, ofEmail(payload, message)),
  'customers_marketing_consent/update': async (tx, payload, message) => recordTold(tx, ofSms(payload, message)),
}

async function recordTold(tx: ShopTransaction, { person, fact }: ToldOfMarketing): Promise<Outcome> {
  const { result, granted } = await recordMarketing(tx, person, fact)
  return { marketing: result, granted }
}

/**
 * Works the webhooks of one job. One that fails is given a job of its own, so that its retries hold up no other. May run
 * twice, or be killed anywhere: what is done stays done once.
 */
export async function workMessages({ shop, messageIds, receivedAt }: WebhookJob): Promise<void> {
  const [only, ...others] = messageIds
  if (only !== undefined && others.length === 0) return workMessage(shop, only)
  for (const messageId of messageIds) {
    await workMessage(shop, messageId).catch(async () => {
      const alone: WebhookJob = { shop, messageIds: [messageId], receivedAt }
      await forShop(shop, (tx) => enqueue('webhook', [alone], within(tx)))
    })
  }
}

export async function workMessage(shop: ShopDomain, messageId: string): Promise<void> {
  try {
    const topic = await forShop(shop, async (tx) => {
      const message = await takeMessage(tx, messageId)
      if (!message?.payload || message.state === 'done') return null
      if (message.topic !== 'shop/redact') await act(tx, messageId, message.topic, message)
      return message.topic
    })
    if (topic === 'shop/redact') await eraseShop(shop, messageId)
  } catch (error) {
    await forShop(shop, (tx) => noteRetry(tx, messageId, nameOf(error)))
    throw error
  }
}

async function act<T extends Exclude<Topic, 'shop/redact'>>(
  tx: ShopTransaction,
  messageId: string,
  topic: T,
  message: MessageToWork,
) {
  const body = vault.openEnvelope(message.payload ?? new Uint8Array(), payloadContext(tx.shop, messageId))
  const reading = readPayload(topic, body, tx.shop)
  if (!reading.understood) throw new Error('A message was enqueued that is not understood')
  const perform: (tx: ShopTransaction, payload: Payload<T>, message: MessageToWork) => Promise<Outcome> = ACTIONS[topic]
  await finishMessage(tx, messageId, await perform(tx, reading.payload, message))
}

/** An error's kind, without its message: messages quote data. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name
}

export async function startComplianceJobs(): Promise<void> {
  await work<WebhookJob>('webhook', workMessages)
  await work<WebhookJob>('webhook-given-up', ({ shop, messageIds }) =>
    forShop(shop, (tx) => noteGivenUp(tx, messageIds)),
  )
}
