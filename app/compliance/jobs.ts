import { recordMarketing, retryWriteBacks } from '../consent/index.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { enqueue, within, work } from '../platform/queue.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import { openAccessRequest } from '../requests/index.ts'
import { noteScopes, noteUninstalled } from '../shopify/installation.ts'
import { identifiersOf } from '../subjects/index.ts'
import { eraseShop } from './erase-shop.ts'
import { eraseMessage, isOfErasedShop } from './erased-shop.ts'
import { keepExpiring } from './expire.ts'
import { holdIfInstalledAgain } from './hold.ts'
import { ofEmail, ofSms, type ToldOfMarketing } from './marketing.ts'
import { noteMerge } from './merge.ts'
import { type MessageState, type Outcome, type Payload, payloadContext, readPayload, type Topic } from './model.ts'
import type { WebhookJob } from './receive.ts'
import { redactCustomer } from './redact.ts'
import { finishMessage, type MessageToWork, noteGivenUp, noteRetry, takeMessage } from './store.ts'
import { dropFailedOfErased } from './waiting-store.ts'

/** What each topic asks for, done inside the transaction that also marks the message done. */
const ACTIONS: {
  [T in Exclude<Topic, 'shop/redact'>]: (
    tx: ShopTransaction,
    payload: Payload<T>,
    message: MessageToWork,
  ) => Promise<Outcome>
} = {
  'customers/data_request': async (tx, payload, message) => {
    const opened = await openAccessRequest(tx, {
      person: identifiersOf(payload.customer),
      externalId: payload.data_request?.id ?? null,
      orders: payload.orders_requested,
      receivedAt: message.receivedAt,
      triggeredAt: message.triggeredAt,
    })
    return opened ?? { isFromErased: true }
  },
  'customers/redact': (tx, payload, message) => redactCustomer(tx, identifiersOf(payload.customer), message),
  'customers/merge': (tx, payload, message) => noteMerge(tx, payload, message),
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

/** Whether a job may still act on a message: a job can run twice, and what waits for staff is theirs. */
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
      else await act(tx, messageId, message.topic, message)
      return false
    })
    if (erasesShop) await eraseShop(shop, messageId)
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

/** No retry is left: staff must look, unless who it names was erased meanwhile. */
export async function giveUp({ shop, messageIds }: WebhookJob): Promise<void> {
  await forShop(shop, async (tx) => {
    await noteGivenUp(tx, messageIds)
    await dropFailedOfErased(tx, messageIds)
  })
}

export async function startComplianceJobs(): Promise<void> {
  await work<WebhookJob>('webhook', workMessages)
  await work<WebhookJob>('webhook-given-up', giveUp)
  keepExpiring()
}
