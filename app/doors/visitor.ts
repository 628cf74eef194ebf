import type { IncomingMessage, ServerResponse } from 'node:http'
import { introduction, linkToCustomer } from '../consent/index.ts'
import { checkRate } from './consent-rate.ts'
import { answer, header, Refusal, readBody } from './http.ts'
import { readProxiedCall } from './proxied.ts'

const MAX_BODY_BYTES = 200

/**
 * A browser whose visitor chose before they signed in, through Shopify's app proxy: the signed query says who they are.
 * 200: noted, or nobody is signed in. 400/401/413: do not send it again. 410: not a shop that has Kept. 429/503: later.
 */
export async function visitorDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  if (request.method !== 'POST') throw new Refusal(405, 'Introductions are POSTed', { allow: 'POST' })
  const body = await readBody(request, MAX_BODY_BYTES)
  const { shop, customerId, content } = await readProxiedCall(query, body)
  const introduced = introduction.safeParse(content)
  if (!introduced.success) throw new Refusal(400, 'Not an introduction')
  const { visitor } = introduced.data
  await checkRate(shop, visitor, header(request, 'x-forwarded-for'))
  if (customerId) await linkToCustomer(shop, visitor, customerId)
  answer(response, 200, {})
}
