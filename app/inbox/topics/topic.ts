import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { Outcome } from '../model.ts'
import type { MessageToWork } from '../store.ts'

/**
 * A webhook that Kept is subscribed to: what Shopify sends (shopify.dev, privacy law compliance and webhooks 2026-07),
 * and what a capability does about it.
 */
export interface TopicDefinition<Payload> {
  /** The path to which shopify.app.toml sends it. */
  path: '/webhooks/compliance' | '/webhooks/app' | '/webhooks/customers'
  payload: z.ZodType<Payload>
  /** Whether it is about anybody whom Kept has to do with. Without this, every message is stored. */
  concerns?: (tx: ShopTransaction, payload: Payload) => Promise<boolean>
  /**
   * Runs inside the transaction that marks the message done. Null for a topic that takes many transactions and is
   * worked separately (shop/redact).
   */
  act: ((tx: ShopTransaction, payload: Payload, message: MessageToWork) => Promise<Outcome>) | null
}

/** Types a topic's action by its schema. */
export const defineTopic = <Payload>(topic: TopicDefinition<Payload>) => topic

/** A number, or text for an id larger than a number can hold. */
export const id = z.union([z.number().int().positive().transform(String), z.string().min(1).max(64)])

export const customer = z
  .object({ id: id.nullish(), email: z.string().max(512).nullish(), phone: z.string().max(64).nullish() })
  .refine((person) => person.id || person.email || person.phone, { message: 'names nobody' })

/**
 * A field that must not be in this topic's body. Shopify signs the body and not the topic: otherwise a call that is
 * replayed under another topic could erase instead of export.
 */
export const never = z.undefined().optional()
