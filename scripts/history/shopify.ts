/** What Shopify told Kept about the demo's tea room, as the stand-in knows its customers. */
import { randomUUID } from 'node:crypto'
import { isTopic, receiveWebhook } from '../../app/inbox/index.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { type MarketingChannel, marketingWebhook } from '../../tests/stand-in/shop/marketing.ts'
import type { Customer, MarketingState, Shop } from '../../tests/stand-in/shop/model.ts'

/** Shopify tells within seconds. */
const TOLD_AFTER_MS = 4_000

export interface Told {
  at: Date
  topic: string
  body: object
}

/** The marketing consents that customers gave and took back between two moments, each as it was told then. */
export function marketingTold(customers: readonly Customer[], { from, until }: { from: Date; until: Date }): Told[] {
  return customers
    .flatMap((customer) => [...saidOf(customer, 'email'), ...saidOf(customer, 'sms')])
    .filter(({ at }) => at >= from && at < until)
}

function saidOf(customer: Customer, channel: MarketingChannel): Told[] {
  const [state, at] =
    channel === 'email'
      ? [customer.marketingState, customer.marketingUpdatedAt]
      : [customer.smsState, customer.smsUpdatedAt]
  if (at === null) return []
  // Who has unsubscribed had subscribed when they came.
  const said: [MarketingState, string][] = [
    ...(state === 'UNSUBSCRIBED' ? [['SUBSCRIBED', customer.createdAt] satisfies [MarketingState, string]] : []),
    [state, at],
  ]
  return said.map(([state, then]) => {
    const asThen: Customer =
      channel === 'email'
        ? { ...customer, marketingState: state, marketingUpdatedAt: then, marketingOptInLevel: 'SINGLE_OPT_IN' }
        : { ...customer, smsState: state, smsUpdatedAt: then }
    return { at: new Date(+new Date(then) + TOLD_AFTER_MS), ...marketingWebhook(asThen, channel) }
  })
}

/** Kept takes in what Shopify tells, as its door does once the signature holds. Gives the message's id. */
export async function receive(shop: ShopDomain, { at, topic, body }: Told): Promise<string> {
  if (!isTopic(topic)) throw new Error(`Kept is not subscribed to ${topic}`)
  const id = randomUUID()
  const content = Buffer.from(JSON.stringify(body))
  await receiveWebhook({ id, topic, shop, apiVersion: '2026-07', triggeredAt: at, body: content })
  return id
}

/** The stand-in, as the history reaches it. */
export interface StandInAddress {
  /** Of its controls. */
  api: string
  /** The shop's settings in its admin. */
  settings: string
}

export async function shopNow({ api }: StandInAddress, shop: ShopDomain): Promise<Shop> {
  return (await asked(`${api}/stand-in/shop?shop=${shop}`)).json()
}

/** Has Shopify do something about a customer in the past. */
export async function happened(
  { api }: StandInAddress,
  shop: ShopDomain,
  event: { topic: string; customerId: number; at: Date },
): Promise<Told> {
  const body = await (await asked(`${api}/stand-in/past?shop=${shop}`, JSON.stringify(event))).json()
  return { at: event.at, topic: event.topic, body }
}

/** The next call of this mutation is refused. */
export const refuseOnce = ({ api }: StandInAddress, operation: string, userError: { message: string; code: string }) =>
  asked(`${api}/stand-in/faults`, JSON.stringify({ operation, kind: 'userError', userError: { ...userError } }))

/** Somebody saves the policy in Shopify's own admin. */
export const writePolicy = ({ settings }: StandInAddress, body: string) =>
  asked(settings.replace(/\/settings$/, '/privacy-policy'), new URLSearchParams({ body }))

async function asked(url: string, body?: string | URLSearchParams): Promise<Response> {
  const response = await fetch(url, body === undefined ? {} : { method: 'POST', body, redirect: 'manual' })
  if (response.status >= 400) throw new Error(`The stand-in answered ${response.status}: ${await response.text()}`)
  return response
}
