import { addDays } from 'date-fns/addDays'
import { z } from 'zod'
import type { MarketingResult } from '../consent/index.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'

/**
 * received: a job will work it. retrying: a job failed and comes again. failed: every retry failed, staff must look.
 * needs_person: signed by Shopify, but not what we understand, or somebody has to decide; staff must look. done: dealt
 * with, the body is gone. expired: nobody dealt with it in time, the body is gone.
 */
const MESSAGE_STATES = ['received', 'retrying', 'failed', 'needs_person', 'done', 'expired'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export const needsStaff = (state: MessageState) => state === 'failed' || state === 'needs_person'

/** Of a webhook. Shopify makes them; anything printable up to here is kept as it is. */
export const messageId = z.string().regex(/^[\x21-\x7e]{1,255}$/)

export type NotUnderstood = 'not_json' | 'unexpected_content' | 'other_shop'

/** Why a message waits for staff that Kept understands: the shop of a shop/redact has Kept installed again. */
export const INSTALLED_AGAIN = 'installed_again'

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
const NEVER_EXPIRE: readonly string[] = ['customers/redact', 'shop/redact']

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
