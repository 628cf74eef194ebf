import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkCall, reportPhase } from '../consent/index.ts'
import { forShop } from '../platform/db.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { answer, header, Refusal, readBody } from './http.ts'
import { readProxiedCall } from './proxied.ts'
import { rateOf } from './rate.ts'

const MAX_BODY_BYTES = 32 * 1024

/** A check makes four calls; somebody who guesses tokens makes more. */
const checkRate = rateOf({ ofNetwork: 20, ofShop: 60 }, 'Too many reports')

/**
 * A check of the storefront, through Shopify's app proxy: first it asks whether staff have begun it, then it reports what
 * each phase saw. 200: yes, or taken. 403: no check has this token, or no longer. 400/401/413: not a report.
 * 410: not a shop that has Kept. 429/503: later.
 */
export async function checkDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  if (request.method !== 'POST') throw new Refusal(405, 'Reports are POSTed', { allow: 'POST' })
  const body = await readBody(request, MAX_BODY_BYTES)
  const { shop, content } = await readProxiedCall(query, body)
  const call = checkCall.safeParse(content)
  if (!call.success) throw new Refusal(400, 'Not a report of a check')
  await checkRate(shop, header(request, 'x-forwarded-for'))
  const taken = await forShop(shop, async (tx) => {
    await requireInstalled(tx)
    return reportPhase(tx, call.data)
  })
  if (!taken) throw new Refusal(403, 'No check has this token, or no longer')
  answer(response, 200, {})
}
