import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { answer, jsonOf, Refusal, readBody } from './http.ts'
import { networkOfVisitor } from './network.ts'
import { readProxyCall } from './proxy-call.ts'
import type { CheckRate } from './rate.ts'

/** A call that Shopify's app proxy passed on. Shopify signed the shop and the customer, nothing else. */
interface ProxiedCall<Content> {
  shop: ShopDomain
  /** Shopify's customer id; null when nobody is signed in. */
  customerId: string | null
  /** The body that the browser sent, parsed by the door's schema. */
  content: Content
  /** The visitor's network. */
  network: string
}

interface ProxiedPost<Content> {
  /** The largest body in bytes. */
  limit: number
  schema: z.ZodType<Content>
  /** The error for a body that does not match the schema. */
  refusal: string
  rate: CheckRate
  /** The visitor that the body names, for the rate limit of one visitor. */
  visitorOf?: (content: Content) => string
  /** Does the work and returns the answer's body; null answers 202 (accepted, nothing was done). */
  handle: (call: ProxiedCall<Content>) => Promise<object | null>
}

const MOST_PROBLEMS = 10

/**
 * A door that the storefront POSTs to through Shopify's app proxy. It reads the body only after Shopify's signature is
 * checked. 200: done. 202: accepted, not recorded. 400/401/405/413: wrong, do not send it again. 410: the shop does not
 * have Kept. 408/429/503: send it later. Other refusals are the door's own.
 */
export const proxiedPost =
  <Content>({ limit, schema, refusal, rate, visitorOf, handle }: ProxiedPost<Content>) =>
  async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> => {
    if (request.method !== 'POST') throw new Refusal(405, 'This is POSTed', { allow: 'POST' })
    const { shop, customerId } = await readProxyCall(query, { isPage: false })
    const parsed = schema.safeParse(jsonOf(await readBody(request, response, { limit })))
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
      answer(response, 400, { error: refusal, problems: problems.slice(0, MOST_PROBLEMS) })
      return
    }
    const content = parsed.data
    rate(request, shop, visitorOf?.(content))
    const done = await handle({ shop, customerId, content, network: networkOfVisitor(request) })
    answer(response, done ? 200 : 202, done ?? {})
  }
