import type { IncomingMessage, ServerResponse } from 'node:http'
import { decision, recordDecision } from '../consent/index.ts'
import { shopDomain } from '../platform/shop-domain.ts'
import { checkRate } from './consent-rate.ts'
import { answer, header, parseJson, Refusal, readBody } from './http.ts'
import { isSignedProxyQuery } from './signature.ts'

const MAX_BODY_BYTES = 2 * 1024

/**
 * The storefront's consent call, through Shopify's app proxy. The query is signed, the body is whatever a browser
 * sends. 200: in the ledger, now or already. 400/401/413: not a decision, do not send it again. 429/503: later.
 */
export async function consentDoor(request: IncomingMessage, response: ServerResponse, query: URLSearchParams) {
  if (request.method !== 'POST') throw new Refusal(405, 'Decisions are POSTed', { allow: 'POST' })
  const body = await readBody(request, MAX_BODY_BYTES)
  if (!(await isSignedProxyQuery(query))) throw new Refusal(401, 'Not signed by Shopify, or too long ago')
  const shop = shopDomain.safeParse(query.get('shop'))
  if (!shop.success) throw new Refusal(400, 'The signed query does not name a shop')

  const parsed = decision.safeParse(parseJson(body))
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }))
    answer(response, 400, { error: 'Not a decision', problems: problems.slice(0, 10) })
    return
  }
  await checkRate(shop.data, parsed.data.visitor, header(request, 'x-forwarded-for'))
  const { id, recordedAt } = await recordDecision(shop.data, parsed.data, readCustomerId(query))
  answer(response, 200, { id, recordedAt: recordedAt.toISOString() })
}

/** Of a customer who is signed in on the storefront: Shopify says so in the signed query. */
function readCustomerId(query: URLSearchParams): string | null {
  const id = query.get('logged_in_customer_id')
  return id && /^\d{1,20}$/.test(id) ? id : null
}
