import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkCall, reportPhase } from '../banner/index.ts'
import { forShop } from '../platform/db.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { answer, Refusal } from './http.ts'
import { readProxiedCall } from './proxied.ts'
import { rateOf } from './rate.ts'

const MAX_BODY_BYTES = 32 * 1024

/** A check makes four calls; somebody who guesses tokens makes more. */
const checkRate = rateOf({ ofNetwork: 20, ofShop: 60 }, 'Too many reports')

/**
 * A check of the storefront, through Shopify's app proxy: first it asks whether staff have begun it, then it reports what
 * each phase saw. 200: yes, or taken. 403: no check has this token, or no longer. 400/401/413: not a report. 410: not a shop
 * that has Kept. 408/429/503: later.
 */
export async function checkDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  const { shop, content } = await readProxiedCall(request, response, query, { limit: MAX_BODY_BYTES })
  const call = checkCall.safeParse(content)
  if (!call.success) throw new Refusal(400, 'Not a report of a check')
  checkRate(request, shop)
  const taken = await forShop(shop, async (tx) => {
    await requireInstalled(tx)
    return reportPhase(tx, call.data)
  })
  if (!taken) throw new Refusal(403, 'No check has this token, or no longer')
  answer(response, 200, {})
}
