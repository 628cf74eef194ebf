import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { happens } from './admin/webhooks.ts'
import { throttling } from './admin-api/budget.ts'
import { operationsIn, runAdminQuery, throttledByFault } from './admin-api/run.ts'
import type { AdminSchema } from './admin-api/schema.ts'
import { bulkBehaviour } from './bulk/operations.ts'
import { Faults, faultRequest } from './faults.ts'
import { type Handler, readBody, sendJson } from './http.ts'
import type { StandInOptions } from './options.ts'
import { advanceAll, MOST_DAYS_AT_ONCE, type ShopState } from './shop/state.ts'
import { giveToken } from './tokens.ts'

/** Where tests and the demo reach into the stand-in; the app never asks for anything here. */
const CONTROLS = '/stand-in'

/**
 * What a shop's own host answers to the app's server: tokens and the Admin API. And the controls for tests and for the
 * demo's history. Who names no shop gets the first.
 */
export function shopApi(options: StandInOptions, shops: readonly ShopState[], schema: AdminSchema): Handler {
  const faults = new Faults()
  return async (request, response, url) => {
    const body = parse(await readBody(request))
    const { pathname } = url
    const named = request.headers['x-stand-in-host'] ?? url.searchParams.get('shop')
    const state = named === null ? shops[0] : shops.find(({ shop }) => shop.domain === named)
    if (!state) return sendJson(response, 404, { errors: 'Not Found' })
    if (pathname.startsWith(`${CONTROLS}/`)) {
      const answer = control(`${request.method} ${pathname.slice(CONTROLS.length)}`, body, { faults, state, shops })
      return sendJson(response, answer.status, answer.body)
    }
    if (pathname === '/admin/oauth/access_token') {
      const fault = faults.meet([grantOf(body)])
      // The app waits until it gives up, as it must when Shopify does not answer.
      if (fault?.kind === 'timeout') return
      if (fault) return sendJson(response, 500, { errors: 'Internal Server Error' })
      const answer = giveToken(options, state, body)
      return sendJson(response, answer.status, answer.body)
    }
    if (/^\/admin\/api\/[\w-]+\/graphql\.json$/.test(pathname)) {
      return answerQuery({ state, schema, faults }, request, response, body)
    }
    const file = /^\/bulk\/(\d+)\.jsonl$/.exec(pathname)
    if (file) return state.bulk.serve(Number(file[1]), url.searchParams.get('signature') ?? '', state.now(), response)
    sendJson(response, 404, { errors: 'Not Found' })
  }
}

/** What a test names to have it fail: `online_token`, `offline_token`. */
const grantOf = (body: unknown): string =>
  String(Object(body).requested_token_type).includes('online-access-token') ? 'online_token' : 'offline_token'

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

/** Something that happened in the shop's past. */
const past = z.object({
  topic: z.string(),
  customerId: z.number(),
  at: z.iso.datetime().transform((text) => new Date(text)),
})

interface Controlled {
  faults: Faults
  state: ShopState
  shops: readonly ShopState[]
}

/** Faults to meet, the time, the shop as it is now, and what happened in it before. */
function control(called: string, body: unknown, { faults, state, shops }: Controlled) {
  if (called === 'POST /faults') {
    const fault = faultRequest.safeParse(body)
    if (!fault.success) return { status: 400, body: { errors: fault.error.issues } }
    faults.add(fault.data)
    return { status: 200, body: fault.data }
  }
  if (called === 'DELETE /faults') {
    faults.clear()
    return { status: 200, body: {} }
  }
  if (called === 'POST /throttling') {
    const asked = throttling.safeParse(body)
    if (!asked.success) return { status: 400, body: { errors: asked.error.issues } }
    state.budget.set(asked.data)
    return { status: 200, body: state.budget.status() }
  }
  if (called === 'POST /bulk') {
    const asked = bulkBehaviour.safeParse(body)
    if (!asked.success) return { status: 400, body: { errors: asked.error.issues } }
    state.bulk.behaviour = asked.data
    return { status: 200, body: asked.data }
  }
  if (called === 'GET /clock') return { status: 200, body: { aheadMs: state.shop.clockAheadMs, now: state.now() } }
  if (called === 'POST /clock') {
    const asked = z.object({ days: z.number().positive().max(MOST_DAYS_AT_ONCE) }).safeParse(body)
    if (!asked.success) return { status: 400, body: { errors: asked.error.issues } }
    advanceAll(shops, asked.data.days)
    return { status: 200, body: { now: state.now() } }
  }
  if (called === 'POST /many-orders') {
    const asked = z
      .object({ customerId: z.number(), count: z.number().int().positive().max(1_000_000) })
      .safeParse(body)
    if (!asked.success) return { status: 400, body: { errors: asked.error.issues } }
    state.giveManyOrders(asked.data.customerId, asked.data.count)
    return { status: 200, body: asked.data }
  }
  if (called === 'POST /locales') {
    // The merchant publishes the shop in one more language.
    const asked = z.object({ locale: z.string().regex(/^[a-z]{2}$/) }).safeParse(body)
    if (!asked.success) return { status: 400, body: { errors: asked.error.issues } }
    const { locale } = asked.data
    state.shop.locales.push({ locale, name: locale, primary: false, published: true })
    return { status: 200, body: asked.data }
  }
  if (called === 'DELETE /locales') {
    state.shop.locales.pop()
    return { status: 200, body: {} }
  }
  if (called === 'GET /shop') {
    const { tokens: _secret, ...shop } = state.shop
    return { status: 200, body: shop }
  }
  if (called === 'POST /past') {
    const asked = past.safeParse(body)
    const told = asked.success && happens(state, asked.data)
    return told ? { status: 200, body: told } : { status: 400, body: { errors: 'Shopify does not send this' } }
  }
  return { status: 404, body: { errors: 'The stand-in has no such control' } }
}

interface Api {
  state: ShopState
  schema: AdminSchema
  faults: Faults
}

async function answerQuery(
  { state, schema, faults }: Api,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): Promise<void> {
  const given = String(request.headers['x-shopify-access-token'] ?? '')
  const token = state.shop.tokens.find((one) => one.token === given && !isOver(one.expiresAt))
  if (!token) {
    const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)'
    return sendJson(response, 401, { errors })
  }
  const fault = faults.meet(operationsIn(body))
  // The app waits until it gives up, as it must when Shopify does not answer.
  if (fault?.kind === 'timeout') return
  if (fault?.kind === '500') return sendJson(response, 500, { errors: 'Internal Server Error' })
  if (fault?.kind === 'throttled') return sendJson(response, 200, throttledByFault(state.budget))
  const context = {
    admin: schema,
    state,
    scopes: new Set([...token.scopes, ...state.shop.grantedScopes]),
    refusal: fault,
  }
  sendJson(response, 200, await runAdminQuery(body, context))
}

const isOver = (expiresAt: string | null) => expiresAt !== null && Date.parse(expiresAt) <= Date.now()
