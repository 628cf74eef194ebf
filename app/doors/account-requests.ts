import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { forShop } from '../platform/db.ts'
import {
  accountAct,
  actFromAccount,
  fileFromAccount,
  listFromAccount,
  readFromAccount,
  storefrontRequest,
} from '../requests/index.ts'
import { openToExtensions, readAccountCall, readSentJson } from './account.ts'
import { answer, Refusal } from './http.ts'

export const ACCOUNT_REQUESTS_PATH = '/account/requests'

/** The longest text, and the other fields. */
const MAX_BYTES = 64 * 1024

/**
 * The requests of a customer who is signed in to their account, for an extension there: a list, and one of them; filing one,
 * and acting on it. Shopify's session token says who calls. 401: no token of a signed-in customer. 404: no such request of
 * theirs. 409: its rules do not allow this. 422: values that cannot be taken, each with what is wrong. 429: too many, with Retry-After or with the reason.
 */
export async function accountRequestsDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { path }: { path: string },
): Promise<void> {
  if (!openToExtensions(request, response)) return
  const id = idIn(path)
  const { shop, customerId, network } = await readAccountCall(request)
  if (request.method === 'GET') {
    const read = await forShop(shop, async (tx) =>
      id === null ? { requests: await listFromAccount(tx, customerId) } : readFromAccount(tx, customerId, id),
    )
    if (!read) throw new Refusal(404, 'No such request')
    return answer(response, 200, read)
  }
  if (request.method !== 'POST') throw new Refusal(405, 'Requests are read and posted', { allow: 'GET, POST, OPTIONS' })
  if (id === null) {
    const asked = await readSentJson(request, response, { limit: MAX_BYTES, schema: storefrontRequest })
    const filed = await forShop(shop, (tx) => fileFromAccount(tx, asked, { customerId, network }))
    return filed.ok ? answer(response, 201, { id: filed.requestId }) : answer(response, 429, { error: filed.reason })
  }
  const act = await readSentJson(request, response, { limit: MAX_BYTES, schema: accountAct })
  const { acted, own } = await forShop(shop, async (tx) => ({
    acted: await actFromAccount(tx, customerId, { id, act }),
    own: await readFromAccount(tx, customerId, id),
  }))
  if (!own) throw new Refusal(404, 'No such request')
  if (!acted.isDone && acted.wrong) return answer(response, 422, { wrong: acted.wrong })
  answer(response, acted.isDone ? 200 : 409, own)
}

/** The request that the address names; null for the list. */
function idIn(path: string): string | null {
  if (path === ACCOUNT_REQUESTS_PATH) return null
  const id = z.uuid().safeParse(path.slice(ACCOUNT_REQUESTS_PATH.length + 1))
  if (!id.success) throw new Refusal(404, 'No such request')
  return id.data
}
