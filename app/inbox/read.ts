import { z } from 'zod'
import { parseLosslessly } from '../platform/lossless-json.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import type { NotUnderstood } from './model.ts'
import { type Payload, TOPICS, type Topic } from './topics/index.ts'
import type { TopicDefinition } from './topics/topic.ts'

export type PayloadResult<T extends Topic = Topic> =
  | { understood: true; payload: Payload<T> }
  | { understood: false; why: NotUnderstood; shop: ShopDomain }

/**
 * Parses a signed body. When it names another shop than the header (which is not signed), the body counts: it must
 * never be shown to the header's shop.
 */
export function readPayload<T extends Topic>(topic: T, body: Uint8Array, headerShop: ShopDomain): PayloadResult<T> {
  const content = contentOf(body)
  if (content === undefined) return { understood: false, why: 'not_json', shop: headerShop }
  const named = namedShop(content)
  if (named && named !== headerShop) return { understood: false, why: 'other_shop', shop: named }
  const { payload }: TopicDefinition<Payload<T>> = TOPICS[topic]
  const parsed = payload.safeParse(content)
  if (!parsed.success) return { understood: false, why: 'unexpected_content', shop: headerShop }
  return { understood: true, payload: parsed.data }
}

/** The parsed JSON; undefined when it is not JSON. */
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
