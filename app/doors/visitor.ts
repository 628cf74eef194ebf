import type { IncomingMessage, ServerResponse } from 'node:http'
import { introduction, linkToCustomer } from '../consent/index.ts'
import { answer, Refusal } from './http.ts'
import { readProxiedCall } from './proxied.ts'
import { checkVisitorRate } from './visitor-rate.ts'

const MAX_BODY_BYTES = 200

/**
 * A browser whose visitor chose before they signed in, through Shopify's app proxy: the signed query says who they are.
 * 200: noted, or nobody is signed in. 400/401/413: do not send it again. 410: not a shop that has Kept.
 * 408/429/503: later.
 */
export async function visitorDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  const { shop, customerId, content } = await readProxiedCall(request, response, query, { limit: MAX_BODY_BYTES })
  const introduced = introduction.safeParse(content)
  if (!introduced.success) throw new Refusal(400, 'Not an introduction')
  const { visitor } = introduced.data
  checkVisitorRate(request, shop, visitor)
  if (customerId) await linkToCustomer(shop, visitor, customerId)
  answer(response, 200, {})
}
