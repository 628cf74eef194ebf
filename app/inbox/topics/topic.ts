import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { Outcome } from '../model.ts'
import type { MessageToWork } from '../store.ts'

/**
 * A webhook that Kept is subscribed to: what Shopify sends (shopify.dev, privacy law compliance and webhooks 2026-07),
 * and what a capability is asked to do about it.
 */
export interface TopicDefinition<Payload> {
  /** Where shopify.app.toml sends it. */
  path: '/webhooks/compliance' | '/webhooks/app' | '/webhooks/customers'
  payload: z.ZodType<Payload>
  /**
   * Runs inside the transaction that marks the message done. Null: what it asks for takes many transactions, and has a
   * way of its own (shop/redact).
   */
  act: ((tx: ShopTransaction, payload: Payload, message: MessageToWork) => Promise<Outcome>) | null
}

/** Types a topic's action by its schema. */
export const defineTopic = <Payload>(topic: TopicDefinition<Payload>) => topic

/** A number, or the text of one that is larger than a number can hold. */
export const id = z.union([z.number().int().positive().transform(String), z.string().min(1).max(64)])

export const customer = z
  .object({ id: id.nullish(), email: z.string().max(512).nullish(), phone: z.string().max(64).nullish() })
  .refine((person) => person.id || person.email || person.phone, { message: 'names nobody' })

/**
 * Shopify's signature covers the body and not the topic: what belongs to another topic must not be in it, or a call
 * replayed under another topic could erase instead of export.
 */
export const never = z.undefined().optional()
