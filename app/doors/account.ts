/** What the doors of customer accounts share: who calls, how often, and what browsers have to be told. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { customerOfToken } from '../shopify/customer-token.ts'
import { answer, headerOf, jsonOf, Refusal, readBody } from './http.ts'
import { networkOfCaller } from './network.ts'
import { Rate, refuseWhoMustWait } from './rate.ts'

/** Calls per minute, of all these doors together. */
const ofCustomer = new Rate({ points: 60 })
const ofNetwork = new Rate({ points: 240, mostKeys: 20_000 })

/** A customer who is signed in to their account, by Shopify's session token. */
export interface AccountCall {
  shop: ShopDomain
  customerId: string
  network: string
}

/**
 * Sets what an extension of customer accounts needs to read the answer. Returns false when it only asked for that, and has its answer.
 * Extensions run without an origin. No cookie says who calls, so any page may read what the token opens.
 */
export function openToExtensions(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('cache-control', 'private, no-store')
  if (request.method !== 'OPTIONS') return true
  answer(response, 204, undefined, {
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '86400',
  })
  return false
}

/** @throws Refusal 401 without a token of a signed-in customer, 429 beyond the limits */
export async function readAccountCall(request: IncomingMessage): Promise<AccountCall> {
  const [, token] = /^Bearer (\S{1,4000})$/.exec(headerOf(request, 'authorization') ?? '') ?? []
  const caller = token === undefined ? null : await customerOfToken(token)
  if (!caller) throw new Refusal(401, 'No session token of a customer who is signed in')
  const network = networkOfCaller(request)
  const wait = ofCustomer.take(`${caller.shop} ${caller.customerId}`) || ofNetwork.take(network)
  refuseWhoMustWait(wait, 'Too many calls')
  return { ...caller, network }
}

/** @throws Refusal 400 for what the schema does not take, 413 above the limit (bytes) */
export async function readSentJson<Schema extends z.ZodType>(
  request: IncomingMessage,
  response: ServerResponse,
  { limit, schema }: { limit: number; schema: Schema },
): Promise<z.infer<Schema>> {
  const parsed = schema.safeParse(jsonOf(await readBody(request, response, { limit })))
  if (!parsed.success) throw new Refusal(400, z.prettifyError(parsed.error))
  return parsed.data
}
