import type { IncomingMessage, ServerResponse } from 'node:http'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { forShop } from '../platform/db.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { reportTrackers, trackerReport } from '../register/index.ts'
import { networkOf } from './consent-rate.ts'
import { answer, header, Refusal, readBody } from './http.ts'
import { readProxiedCall } from './proxied.ts'

const MAX_BODY_BYTES = 2 * 1024

/** Calls a minute. Staff check a storefront page by page; a visitor has no reason to come here often. */
const ofNetwork = new RateLimiterMemory({ points: 20, duration: 60 })
const ofShop = new RateLimiterMemory({ points: 120, duration: 60 })

/**
 * Names of trackers that a page of the storefront saw, through Shopify's app proxy. The query is signed, the body is
 * whatever a browser sends. 200: noted. 400/401/413: not a report, do not send it again. 429/503: later.
 */
export async function trackersDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  if (request.method !== 'POST') throw new Refusal(405, 'Reports are POSTed', { allow: 'POST' })
  const body = await readBody(request, MAX_BODY_BYTES)
  const { shop, content } = await readProxiedCall(query, body)
  const report = trackerReport.safeParse(content)
  if (!report.success) throw new Refusal(400, 'Not a list of names')
  await checkRate(shop, networkOf(header(request, 'x-forwarded-for')))
  await forShop(shop, (tx) => reportTrackers(tx, report.data))
  answer(response, 200, {})
}

async function checkRate(shop: ShopDomain, network: string | undefined): Promise<void> {
  try {
    if (network) await ofNetwork.consume(`${shop} ${network}`)
    await ofShop.consume(shop)
  } catch (limit) {
    if (!(limit instanceof RateLimiterRes)) throw limit
    throw new Refusal(429, 'Too many reports', { 'retry-after': String(Math.ceil(limit.msBeforeNext / 1000)) })
  }
}
