import { z } from 'zod'
import type { MarketingResult } from '../consent/index.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'

/** The webhooks Kept is subscribed to, by the path that shopify.app.toml gives them. */
export const TOPICS_BY_PATH = {
  '/webhooks/compliance': ['customers/data_request', 'customers/redact', 'shop/redact'],
  '/webhooks/app': ['app/uninstalled', 'app/scopes_update'],
  '/webhooks/customers': ['customers_email_marketing_consent/update', 'customers_marketing_consent/update'],
} as const

export type WebhookPath = keyof typeof TOPICS_BY_PATH
export type Topic = (typeof TOPICS_BY_PATH)[WebhookPath][number]

export const TOPICS: readonly Topic[] = Object.values(TOPICS_BY_PATH).flat()

export const isTopic = (text: string): text is Topic => (TOPICS as readonly string[]).includes(text)

/**
 * received: a job will work it. retrying: a job failed and comes again. failed: every retry failed, staff must look.
 * needs_person: signed by Shopify, but not what we understand; staff must look. done: dealt with, the body is gone.
 */
export const MESSAGE_STATES = ['received', 'retrying', 'failed', 'needs_person', 'done'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export const needsStaff = (state: MessageState) => state === 'failed' || state === 'needs_person'

/** Of a webhook. Shopify makes them; anything printable up to here is kept as it is. */
export const messageId = z.string().regex(/^[\x21-\x7e]{1,255}$/)

const id = z.union([z.number().int().nonnegative(), z.string().min(1).max(64)])
const ids = z
  .array(id)
  .max(100_000)
  .nullish()
  .transform((list) => (list ?? []).map(String))

const customer = z
  .object({ id: id.nullish(), email: z.string().max(512).nullish(), phone: z.string().max(64).nullish() })
  .refine((person) => person.id || person.email || person.phone, { message: 'names nobody' })

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
    orders_requested: ids,
    orders_to_redact: never,
    data_request: z.object({ id }).nullish(),
  }),
  'customers/redact': z.object({
    shop_domain: z.string(),
    customer,
    orders_to_redact: ids,
    orders_requested: never,
    data_request: never,
  }),
  'shop/redact': z.object({ shop_domain: z.string(), customer: never, data_request: never, orders_to_redact: never }),
  'app/uninstalled': z.object({ myshopify_domain: z.string() }),
  'app/scopes_update': z.object({ current: z.array(z.string().max(200)).max(500) }),
  'customers_email_marketing_consent/update': z.object({
    customer_id: id,
    email_address: z.string().max(512).nullish(),
    email_marketing_consent: z.object(marketingConsent),
  }),
  // The topic is older than its e-mail twin: it is about SMS, and names the customer `id`.
  'customers_marketing_consent/update': z.object({
    id,
    phone: z.string().max(64).nullish(),
    sms_marketing_consent: z.object({ ...marketingConsent, consent_collected_from: z.string().max(40).nullish() }),
  }),
} satisfies Record<Topic, z.ZodType>

export type Payload<T extends Topic> = z.infer<(typeof PAYLOADS)[T]>

export type NotUnderstood = 'not_json' | 'unexpected_content' | 'other_shop'

export type Reading<T extends Topic = Topic> =
  | { understood: true; payload: Payload<T> }
  | { understood: false; why: NotUnderstood; shop: ShopDomain }

/**
 * Reads a signed body. Where it names another shop than the header (which is not signed), the body is believed: it
 * must never be shown to the shop of the header.
 */
export function readPayload<T extends Topic>(topic: T, body: Uint8Array, headerShop: ShopDomain): Reading<T> {
  let content: unknown
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return { understood: false, why: 'not_json', shop: headerShop }
  }
  const named = namedShop(content)
  if (named && named !== headerShop) return { understood: false, why: 'other_shop', shop: named }
  const parsed = PAYLOADS[topic].safeParse(content)
  if (!parsed.success) return { understood: false, why: 'unexpected_content', shop: headerShop }
  return { understood: true, payload: parsed.data as Payload<T> }
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
  handledBy: z.string().optional(),
})

export type Outcome = z.infer<typeof outcome>
