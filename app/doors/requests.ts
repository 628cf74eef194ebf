import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { forShop } from '../platform/db.ts'
import { withoutDeadline } from '../platform/deadline.ts'
import { log } from '../platform/log.ts'
import { EVERYWHERE } from '../platform/response-headers.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { answerPortions, lookAtRequests, workSentForm } from '../requests/index.ts'
import { PRIVACY_REQUESTS } from '../shopify/app-proxy/words.ts'
import { answer, answerLiquid, Refusal } from './http.ts'
import { networkOfVisitor } from './network.ts'
import { readProxyCall } from './proxy-call.ts'
import { type AskedPage, sendWithoutOthersParameters } from './proxy-page.ts'
import { rateOf } from './rate.ts'
import { readSentForm } from './requests-body.ts'

export const REQUESTS_PATH = `/proxy/${PRIVACY_REQUESTS}`

/** A person looks at their request now and then. A caller who tries ids or links has to call often. */
const checkPageRate = rateOf({ ofNetwork: 120, ofShop: 3_000 }, 'Too many pages')
const checkFormRate = rateOf({ ofNetwork: 60, ofShop: 1_000 }, 'Too many forms')

/** A request's id, or a one-time link. */
const NAMED = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{64})?$/

/** An address may hold a one-time link: no other site is told of it, and no search engine lists it. */
const PRIVATE = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }

/**
 * The pages on which people use their rights, in the shop's theme; their forms are posted to the same address. 404: no such
 * address. 405: neither read nor posted. 413/415: no form of these pages.
 */
export async function requestsDoor(request: IncomingMessage, response: ServerResponse, asked: AskedPage) {
  if (request.method === 'POST') return takeForm(request, response, asked)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new Refusal(405, 'Pages are read, forms are posted', { allow: 'GET, POST' })
  const { path, query } = asked
  if (sendWithoutOthersParameters(response, query)) return
  const { shop, prefix, customerId } = await readProxyCall(query, { isPage: true })
  checkPageRate(request, shop)
  const named = path.slice(REQUESTS_PATH.length).replace(/^\//, '')
  if (!NAMED.test(named)) throw new Refusal(404, 'No such request')
  const page = await forShop(shop, (tx) => lookAtRequests(tx, { named, prefix, customerId }))
  answerLiquid(request, response, page, PRIVATE)
}

async function takeForm(request: IncomingMessage, response: ServerResponse, { path, query }: AskedPage): Promise<void> {
  if (path !== REQUESTS_PATH) throw new Refusal(404, 'Forms are posted to the page of requests')
  const { shop, prefix, customerId } = await readProxyCall(query, { isPage: false })
  checkFormRate(request, shop)
  const form = await readSentForm(request, response)
  const result = await workSentForm({ shop, prefix, customerId, network: networkOfVisitor(request) }, form)
  if ('page' in result) answerLiquid(request, response, result.page, PRIVATE)
  else if ('location' in result) answer(response, 303, undefined, { ...PRIVATE, location: result.location })
  else sendDownload(response, shop, result.download)
}

/** The answer may be large and its reader slow: it has begun in time, and goes on without a deadline. */
function sendDownload(response: ServerResponse, shop: ShopDomain, requestId: string): void {
  response.writeHead(200, {
    ...EVERYWHERE,
    ...PRIVATE,
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="my-data.zip"',
  })
  void withoutDeadline(() => pipeline(Readable.from(answerPortions(shop, requestId)), response)).catch((err) => {
    if (!response.closed) log.error({ err }, 'an answer could not be sent to its end')
  })
}
