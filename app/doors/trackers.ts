import type { IncomingMessage, ServerResponse } from 'node:http'
import { forShop } from '../platform/db.ts'
import { MAX_REPORT_BYTES, reportTrackers, trackerReport } from '../register/index.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { answer, Refusal } from './http.ts'
import { networkOfVisitor } from './network.ts'
import { readProxiedCall } from './proxied.ts'
import { Rate, rateOf } from './rate.ts'

/** Staff check a storefront page by page; a visitor has no reason to come here often. */
const checkRate = rateOf({ ofNetwork: 20, ofShop: 120 }, 'Too many reports')

/** Names a day that were new to the shop, of one network: more than a storefront has, fewer than the list holds. */
const newNames = new Rate({ points: 100, seconds: 24 * 60 * 60, mostKeys: 20_000 })

/**
 * Names of trackers that a page of the storefront saw, through Shopify's app proxy. The query is signed, the body is
 * whatever a browser sends. 200: noted. 400/401/413: not a report, do not send it again. 410: not a shop that has Kept.
 * 408/429/503: later.
 */
export async function trackersDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  const { shop, content } = await readProxiedCall(request, response, query, { limit: MAX_REPORT_BYTES })
  const report = trackerReport.safeParse(content)
  if (!report.success) throw new Refusal(400, 'Not a list of names')
  checkRate(request, shop)
  const network = `${shop} ${networkOfVisitor(request)}`
  const mostNew = newNames.left(network)
  const added = await forShop(shop, async (tx) => {
    await requireInstalled(tx)
    return reportTrackers(tx, { ...report.data, mostNew })
  })
  newNames.take(network, added)
  answer(response, 200, {})
}
