import type { IncomingMessage, ServerResponse } from 'node:http'
import { decision, recordDecision } from '../consent/index.ts'
import { MAX_DECISION_BYTES } from '../register/index.ts'
import { answer } from './http.ts'
import { readProxiedCall } from './proxied.ts'
import { checkVisitorRate } from './visitor-rate.ts'

/**
 * The storefront's consent call, through Shopify's app proxy. The query is signed, the body is whatever a browser
 * sends. 200: in the ledger, now or already. 202: from before the person's erasure, not recorded. 400/401/413: not a
 * decision, do not send it again. 410: not a shop that has Kept. 408/429/503: later.
 */
export async function consentDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  const { shop, customerId, content } = await readProxiedCall(request, response, query, { limit: MAX_DECISION_BYTES })
  const parsed = decision.safeParse(content)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
    answer(response, 400, { error: 'Not a decision', problems: problems.slice(0, 10) })
    return
  }
  checkVisitorRate(request, shop, parsed.data.visitor)
  const recorded = await recordDecision(shop, parsed.data, customerId)
  if (recorded) answer(response, 200, { id: recorded.id, recordedAt: recorded.recordedAt.toISOString() })
  else answer(response, 202, {})
}
