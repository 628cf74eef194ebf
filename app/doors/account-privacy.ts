import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  type CentrePerson,
  centreQuery,
  choose,
  lookAtHeld,
  readCentre,
  readReceipts,
  sentChoice,
} from '../centre/index.ts'
import { forShop } from '../platform/db.ts'
import { openToExtensions, readAccountCall, readSentJson } from './account.ts'
import { answer, Refusal } from './http.ts'

export const ACCOUNT_PRIVACY_PATH = '/account/privacy'

/** A switch that was turned. */
const MAX_BYTES = 1_024

/**
 * The privacy centre of a customer who is signed in to their account, for an extension there: what they see, their switches and their
 * receipts. Shopify's session token says who calls. 401: no token of a signed-in customer. 404: no such address. 409: this
 * cannot be changed here, with the reason. 429: too many, with Retry-After.
 */
export async function accountPrivacyDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { path: string; query: URLSearchParams },
): Promise<void> {
  if (!openToExtensions(request, response)) return
  const at = `${request.method === 'POST' ? 'POST' : 'GET'} ${path.slice(ACCOUNT_PRIVACY_PATH.length)}`
  if (request.method !== 'GET' && request.method !== 'POST')
    throw new Refusal(405, 'This is read or posted', { allow: 'GET, POST, OPTIONS' })
  const { shop, customerId } = await readAccountCall(request)
  const person = { by: 'customer', customerId } satisfies CentrePerson
  const { language } = centreQuery.parse({ language: query.get('language') ?? undefined })
  if (at === 'GET ') return answer(response, 200, await forShop(shop, (tx) => readCentre(tx, person, language)))
  if (at === 'GET /held') return answer(response, 200, await forShop(shop, (tx) => lookAtHeld(tx, person, language)))
  if (at === 'GET /receipts')
    return answer(response, 200, { receipts: await forShop(shop, (tx) => readReceipts(tx, person, language)) })
  if (at !== 'POST /choices') throw new Refusal(404, 'There is no such address')
  const sent = await readSentJson(request, response, { limit: MAX_BYTES, schema: sentChoice })
  const result = await forShop(shop, (tx) => choose(tx, person, sent))
  if (result.ok) answer(response, 200, { purposes: result.purposes })
  else answer(response, 409, { error: result.why })
}
