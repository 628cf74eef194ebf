import type { IncomingMessage, ServerResponse } from 'node:http'
import { forShop } from '../platform/db.ts'
import { reportTrackers, trackerReport } from '../register/index.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { answer, header, Refusal, readBody } from './http.ts'
import { readProxiedCall } from './proxied.ts'
import { rateOf } from './rate.ts'

const MAX_BODY_BYTES = 2 * 1024

/** Staff check a storefront page by page; a visitor has no reason to come here often. */
const checkRate = rateOf({ ofNetwork: 20, ofShop: 120 }, 'Too many reports')

/**
 * Names of trackers that a page of the storefront saw, through Shopify's app proxy. The query is signed, the body is
 * whatever a browser sends. 200: noted. 400/401/413: not a report, do not send it again. 410: not a shop that has Kept.
 * 429/503: later.
 */
export async function trackersDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  if (request.method !== 'POST') throw new Refusal(405, 'Reports are POSTed', { allow: 'POST' })
  const body = await readBody(request, MAX_BODY_BYTES)
  const { shop, content } = await readProxiedCall(query, body)
  const report = trackerReport.safeParse(content)
  if (!report.success) throw new Refusal(400, 'Not a list of names')
  await checkRate(shop, header(request, 'x-forwarded-for'))
  await forShop(shop, async (tx) => {
    await requireInstalled(tx)
    await reportTrackers(tx, report.data)
  })
  answer(response, 200, {})
}
