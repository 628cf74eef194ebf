import { addDays } from 'date-fns/addDays'
import { z } from 'zod'
import { MARKETING_RESULTS } from '../consent/marketing/model.ts'
import type { SealedColumn } from '../platform/rewrap.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'

/**
 * received: a job will work it. retrying: a job failed and will run again. failed: every retry failed, staff must look.
 * needs_person: signed by Shopify, but Kept does not understand it, or a person has to decide; staff must look. done:
 * handled, the body is deleted. expired: nobody handled it in time, the body is deleted.
 */
const MESSAGE_STATES = ['received', 'retrying', 'failed', 'needs_person', 'done', 'expired'] as const
export type MessageState = (typeof MESSAGE_STATES)[number]

export const needsStaff = (state: MessageState) => state === 'failed' || state === 'needs_person'

/** The id of a webhook, made by Shopify. Any printable text up to this length is accepted. */
export const messageId = z.string().regex(/^[\x21-\x7e]{1,255}$/)

export type NotUnderstood = 'not_json' | 'unexpected_content' | 'other_shop'

/** Why an understood message waits for staff: the shop of a shop/redact has installed Kept again. */
export const INSTALLED_AGAIN = 'installed_again'

/** The sealed bodies: a rotation of the installation's key wraps them again. A body may have a mebibyte. */
export const INBOX_BODIES: SealedColumn = {
  table: 'inbox_messages',
  column: 'payload',
  id: 'id',
  idType: 'text',
  holds: 'envelope',
  rowsAStep: 20,
}

export const payloadContext = (shop: ShopDomain, messageId: string) => `inbox/${shop}/${messageId}`

/** The result of a message, in counts and ids of Kept's own rows: never personal data. */
export const outcome = z.object({
  requestId: z.string().optional(),
  dueAt: z.coerce.date().optional(),
  subjects: z.number().optional(),
  identifiers: z.number().optional(),
  requestsClosed: z.number().optional(),
  decisions: z.number().optional(),
  sessions: z.number().optional(),
  /** The result for a marketing consent that Shopify reported, and whether it was a consent or its end. */
  marketing: z.enum(MARKETING_RESULTS).optional(),
  granted: z.boolean().optional(),
  /** Customers that became one person. */
  merged: z.boolean().optional(),
  /** Somebody who was erased is there again. */
  returned: z.boolean().optional(),
  /** Nothing was recorded: the message is from before the erasure of the person that it names. */
  isFromErased: z.boolean().optional(),
  handledBy: z.string().optional(),
  /** The member of staff who decided that a reinstalled shop keeps its data. */
  keptBy: z.string().optional(),
})

export type Outcome = z.infer<typeof outcome>

/** Days that a body may wait for staff: Shopify's time limit for acting on a compliance webhook. */
export const WAITING_DAYS = 30

/** An understood erasure is owed until it is done. Its body holds little more than the person's identifiers. */
const NEVER_EXPIRE: readonly string[] = ['customers/redact', 'shop/redact']

/** When the body of a waiting message expires; null when the message does not wait, or never expires. */
export function expiryOf(message: { topic: string; state: MessageState; error: string | null; receivedAt: Date }) {
  const { topic, state, error, receivedAt } = message
  const isUnderstood = state === 'failed' || error === INSTALLED_AGAIN
  if (!needsStaff(state) || (isUnderstood && NEVER_EXPIRE.includes(topic))) return null
  return addDays(receivedAt, WAITING_DAYS)
}

/**
 * The age in days up to which an installation may be newer than the removal that a shop/redact is about: Shopify sends
 * it 48 hours after the removal, and repeats it for a while without an answer.
 */
export const REINSTALLED_WITHIN_DAYS = 7
