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
import { customerOfToken } from '../shopify/customer-token.ts'
import { answer, headerOf, jsonOf, Refusal, readBody } from './http.ts'
import { networkOfCaller } from './network.ts'
import { Rate, refuseWhoMustWait } from './rate.ts'

export const ACCOUNT_REQUESTS_PATH = '/account/requests'

/** The longest text, and the other fields. */
const MAX_BYTES = 64 * 1024

/** Calls per minute. */
const ofCustomer = new Rate({ points: 60 })
const ofNetwork = new Rate({ points: 240, mostKeys: 20_000 })

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
  // Extensions run without an origin. No cookie says who calls, so any page may read what the token opens.
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('cache-control', 'private, no-store')
  if (request.method === 'OPTIONS') return answerPreflight(response)
  const id = idIn(path)
  const { shop, customerId } = await callerOf(request)
  const network = networkOfCaller(request)
  checkRate(`${shop} ${customerId}`, network)
  if (request.method === 'GET') {
    const read = await forShop(shop, async (tx) =>
      id === null ? { requests: await listFromAccount(tx, customerId) } : readFromAccount(tx, customerId, id),
    )
    if (!read) throw new Refusal(404, 'No such request')
    return answer(response, 200, read)
  }
  if (request.method !== 'POST') throw new Refusal(405, 'Requests are read and posted', { allow: 'GET, POST, OPTIONS' })
  const sent = await readBody(request, response, { limit: MAX_BYTES })
  if (id === null) {
    const asked = contentOf(sent, storefrontRequest)
    const filed = await forShop(shop, (tx) => fileFromAccount(tx, asked, { customerId, network }))
    return filed.ok ? answer(response, 201, { id: filed.requestId }) : answer(response, 429, { error: filed.reason })
  }
  const act = contentOf(sent, accountAct)
  const { acted, own } = await forShop(shop, async (tx) => ({
    acted: await actFromAccount(tx, customerId, { id, act }),
    own: await readFromAccount(tx, customerId, id),
  }))
  if (!own) throw new Refusal(404, 'No such request')
  if (!acted.isDone && acted.wrong) return answer(response, 422, { wrong: acted.wrong })
  answer(response, acted.isDone ? 200 : 409, own)
}

const answerPreflight = (response: ServerResponse) =>
  answer(response, 204, undefined, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '86400',
  })

/** The request that the address names; null for the list. */
function idIn(path: string): string | null {
  if (path === ACCOUNT_REQUESTS_PATH) return null
  const id = z.uuid().safeParse(path.slice(ACCOUNT_REQUESTS_PATH.length + 1))
  if (!id.success) throw new Refusal(404, 'No such request')
  return id.data
}

async function callerOf(request: IncomingMessage) {
  const [, token] = /^Bearer (\S{1,4000})$/.exec(headerOf(request, 'authorization') ?? '') ?? []
  const caller = token === undefined ? null : await customerOfToken(token)
  if (!caller) throw new Refusal(401, 'No session token of a customer who is signed in')
  return caller
}

function checkRate(customer: string, network: string): void {
  refuseWhoMustWait(ofCustomer.take(customer) || ofNetwork.take(network), 'Too many calls')
}

function contentOf<Schema extends z.ZodType>(body: Buffer, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(jsonOf(body))
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error))
  return parsed.data
}
