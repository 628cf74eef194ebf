import type { IncomingMessage, ServerResponse } from 'node:http'
import type { z } from 'zod'
import { parseJson } from '../platform/json.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { answer, Refusal, readBody } from './http.ts'
import { networkOfVisitor } from './network.ts'
import { readProxyQuery } from './proxy-query.ts'
import type { CheckRate } from './rate.ts'

/** A call of the storefront that Shopify's app proxy passed on: Shopify signed the shop and the customer, and no more. */
interface ProxiedCall<Content> {
  shop: ShopDomain
  /** Shopify's id; null when nobody is signed in. */
  customerId: string | null
  /** Whatever a browser sent, in the door's shape. */
  content: Content
  /** The network that the visitor called from. */
  network: string
}

interface ProxiedPost<Content> {
  /** Bytes that the body may have. */
  limit: number
  schema: z.ZodType<Content>
  /** What a caller reads whose body does not fit the schema. */
  refusal: string
  rate: CheckRate
  /** Whom the rate counts besides the network and the shop, where the body names them. */
  visitorOf?: (content: Content) => string
  /** Does the work. What it gives is the answer's body; null: taken, and nothing was done about it (202). */
  handle: (call: ProxiedCall<Content>) => Promise<object | null>
}

const MOST_PROBLEMS = 10

/**
 * A door that the storefront POSTs to through Shopify's app proxy. The body is read only of what Shopify signed. 200:
 * done. 202: taken, not recorded. 400/401/405/413: not for this door, do not send it again. 410: not a shop that has Kept.
 * 408/429/503: later. What else a door refuses, it says itself.
 */
export const proxiedPost =
  <Content>({ limit, schema, refusal, rate, visitorOf, handle }: ProxiedPost<Content>) =>
  async (request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> => {
    if (request.method !== 'POST') throw new Refusal(405, 'This is POSTed', { allow: 'POST' })
    const { shop, customerId } = readProxyQuery(query, { isPage: false })
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

/** Undefined when it is no JSON. */
function jsonOf(body: Buffer): unknown {
  try {
    return parseJson(body.toString('utf8'))
  } catch {
    return undefined
  }
}
