import { addDays } from 'date-fns/addDays'
import { z } from 'zod'
import type { MarketingResult } from '../consent/index.ts'
import { parseLosslessly } from '../platform/lossless-json.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'

/** The webhooks Kept is subscribed to, by the path that shopify.app.toml gives them. */
export const TOPICS_BY_PATH = {
  '/webhooks/compliance': ['customers/data_request', 'customers/redact', 'shop/redact'],
  '/webhooks/app': ['app/uninstalled', 'app/scopes_update'],
  '/webhooks/customers': [
    'customers_email_marketing_consent/update',
    'customers_marketing_consent/update',
    'customers/merge',
  ],
} as const

export type WebhookPath = keyof typeof TOPICS_BY_PATH
export type Topic = (typeof TOPICS_BY_PATH)[WebhookPath][number]

export const TOPICS: readonly Topic[] = Object.values(TOPICS_BY_PATH).flat()

export const isTopic = (text: string): text is Topic => (TOPICS as readonly string[]).includes(text)

/**
 * received: a job will work it. retrying: a job failed and comes again. failed: every retry failed, staff must look.
 * needs_person: signed by Shopify, but not what we understand, or somebody has to decide; staff must look. done: dealt
 * with, the body is gone. expired: nobody dealt with it in time, the body is gone.
 */
export const MESSAGE_STATES = ['received', 'retrying', 'failed', 'needs_person', 'done', 'expired'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export const needsStaff = (state: MessageState) => state === 'failed' || state === 'needs_person'

/** Of a webhook. Shopify makes them; anything printable up to here is kept as it is. */
export const messageId = z.string().regex(/^[\x21-\x7e]{1,255}$/)

/** A number, or the text of one that is larger than a number can hold. */
const id = z.union([z.number().int().positive().transform(String), z.string().min(1).max(64)])

/** Ids of orders, as far as they are any: nothing is done by them, so an odd one keeps nothing from being done. */
const orders = z
  .unknown()
  .optional()
  .transform((list) => (Array.isArray(list) ? list.flatMap(asId) : []))

const asId = (value: unknown): string[] =>
  typeof value === 'number' || typeof value === 'string' ? [String(value).slice(0, 64)] : []

const customer = z
  .object({ id: id.nullish(), email: z.string().max(512).nullish(), phone: z.string().max(64).nullish() })
  .refine((person) => person.id || person.email || person.phone, { message: 'names nobody' })

/** `gid://shopify/Customer/7`: the id of Shopify's other APIs. */
const customerGid = z
  .string()
  .regex(/^gid:\/\/shopify\/Customer\/\d{1,20}$/)
  .transform((gid) => gid.slice(gid.lastIndexOf('/') + 1))

const never = z.undefined().optional()

const marketingConsent = {
  state: z.string().max(40).nullish(),
  consent_updated_at: z.iso
    .datetime({ offset: true })
    .nullish()
    .transform((text) => (text ? new Date(text) : null)),
}

/**
 * Shopify's payloads (shopify.dev, privacy law compliance and webhooks 2026-07). Its signature covers the body and not the topic: what
 * belongs to another topic must not be in it, or a call replayed under another topic could erase instead of export.
 */
export const PAYLOADS = {
  'customers/data_request': z.object({
    shop_domain: z.string(),
    customer,
    orders_requested: orders,
    orders_to_redact: never,
    // Without it the request is opened all the same, only not found again when Shopify passes it on twice.
    data_request: z.object({ id }).nullish().catch(null),
  }),
  'customers/redact': z.object({
    shop_domain: z.string(),
    customer,
    orders_requested: never,
    data_request: never,
  }),
  'shop/redact': z.object({ shop_domain: z.string(), customer: never, data_request: never, orders_to_redact: never }),
  'app/uninstalled': z.object({ myshopify_domain: z.string() }),
  'app/scopes_update': z.object({ current: z.array(z.string().max(200)).max(5_000) }),
  'customers_email_marketing_consent/update': z.object({
    customer_id: id,
    email_address: z.string().max(512).nullish(),
    email_marketing_consent: z.object(marketingConsent),
  }),
  // The topic is older than its e-mail twin: it is about SMS, and names the customer `id`.
  'customers_marketing_consent/update': z.object({
    id,
    phone: z.string().max(64).nullish(),
    sms_marketing_consent: z.object({ ...marketingConsent, consent_collected_from: z.string().nullish().catch(null) }),
  }),
  // Without a status it happened: Shopify tells of merges that it did, and of those that it could not do.
  'customers/merge': z.object({
    admin_graphql_api_customer_kept_id: customerGid,
    admin_graphql_api_customer_deleted_id: customerGid,
    status: z.string().nullish().catch(null),
  }),
} satisfies Record<Topic, z.ZodType>

/** States of a merge that did not happen, or not yet (CustomerMergeRequestStatus of the Admin API). */
const NOT_MERGED = ['failed', 'in_progress', 'requested']

export const isMerged = (status: string | null | undefined): boolean =>
  !NOT_MERGED.includes(status?.toLowerCase() ?? '')

export type Payload<T extends Topic> = z.infer<(typeof PAYLOADS)[T]>

export type NotUnderstood = 'not_json' | 'unexpected_content' | 'other_shop'

/** Why a message waits for staff that Kept understands: the shop of a shop/redact has Kept installed again. */
export const INSTALLED_AGAIN = 'installed_again'

export type Reading<T extends Topic = Topic> =
  | { understood: true; payload: Payload<T> }
  | { understood: false; why: NotUnderstood; shop: ShopDomain }

/**
 * Reads a signed body. Where it names another shop than the header (which is not signed), the body is believed: it
 * must never be shown to the shop of the header.
 */
export function readPayload<T extends Topic>(topic: T, body: Uint8Array, headerShop: ShopDomain): Reading<T> {
  const content = contentOf(body)
  if (content === undefined) return { understood: false, why: 'not_json', shop: headerShop }
  const named = namedShop(content)
  if (named && named !== headerShop) return { understood: false, why: 'other_shop', shop: named }
  const parsed = PAYLOADS[topic].safeParse(content)
  if (!parsed.success) return { understood: false, why: 'unexpected_content', shop: headerShop }
  return { understood: true, payload: parsed.data as Payload<T> }
}

/** What the bytes say; undefined when they are no JSON. */
export function contentOf(body: Uint8Array): unknown {
  try {
    return parseLosslessly(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

const shopNames = z.object({
  shop_domain: shopDomain.optional().catch(undefined),
  myshopify_domain: shopDomain.optional().catch(undefined),
})

function namedShop(content: unknown): ShopDomain | undefined {
  const named = shopNames.safeParse(content)
  return named.success ? (named.data.shop_domain ?? named.data.myshopify_domain) : undefined
}

/** The bodies: a change of the installation's key wraps them anew. One may have a mebibyte. */
export const INBOX_BODIES: SealedColumn = {
  table: 'inbox_messages',
  column: 'payload',
  id: 'id',
  idType: 'text',
  holds: 'envelope',
  rowsAStep: 20,
}

export const payloadContext = (shop: ShopDomain, messageId: string) => `inbox/${shop}/${messageId}`

const MARKETING_RESULTS = [
  'recorded',
  'late',
  'known',
  'older',
  'undeclared',
  'says_nothing',
  'erased',
  'not_installed',
] as const satisfies MarketingResult[]

/** What was done about a message, in counts and ids of Kept's own rows: never a person's data. */
export const outcome = z.object({
  requestId: z.string().optional(),
  dueAt: z.coerce.date().optional(),
  subjects: z.number().optional(),
  identifiers: z.number().optional(),
  requestsClosed: z.number().optional(),
  decisions: z.number().optional(),
  sessions: z.number().optional(),
  /** What became of a marketing consent that Shopify told of, and whether it was a consent or the end of one. */
  marketing: z.enum(MARKETING_RESULTS).optional(),
  granted: z.boolean().optional(),
  /** Customers that are one person now. */
  merged: z.boolean().optional(),
  /** Nothing was taken: it is from before the erasure of who it names. */
  isFromErased: z.boolean().optional(),
  handledBy: z.string().optional(),
  /** Who of the staff decided that a shop which is installed again keeps its data. */
  keptBy: z.string().optional(),
})

export type Outcome = z.infer<typeof outcome>

/** Days that a body may wait for staff: Shopify's own time limit for acting on a compliance webhook. */
export const WAITING_DAYS = 30

/** An erasure that Kept understands stays owed until it is done; its body says little more than who it is about. */
const NEVER_EXPIRE: readonly string[] = ['customers/redact', 'shop/redact'] satisfies Topic[]

/** When the body of a message goes that waits for staff; null when it does not wait, or never expires. */
export function expiryOf(message: { topic: string; state: MessageState; error: string | null; receivedAt: Date }) {
  const { topic, state, error, receivedAt } = message
  const isUnderstood = state === 'failed' || error === INSTALLED_AGAIN
  if (!needsStaff(state) || (isUnderstood && NEVER_EXPIRE.includes(topic))) return null
  return addDays(receivedAt, WAITING_DAYS)
}

/**
 * Days before a shop/redact in which an installation may be newer than the removal that it is about: Shopify sends it
 * 48 hours after the removal, and again for a while when it is not answered.
 */
export const REINSTALLED_WITHIN_DAYS = 7
