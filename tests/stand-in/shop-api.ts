import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { runAdminQuery } from './admin-api/run.ts'
import type { AdminSchema } from './admin-api/schema.ts'
import { type Handler, readBody, sendJson } from './http.ts'
import type { StandInOptions } from './options.ts'
import type { ShopState } from './shop/state.ts'

const HOUR_MS = 3_600_000
const REFRESH_SECONDS = 90 * 24 * 3600
const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'

const grant = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal(EXCHANGE),
    client_id: z.string(),
    client_secret: z.string(),
    subject_token: z.string(),
  }),
  z.object({
    grant_type: z.literal('refresh_token'),
    client_id: z.string(),
    client_secret: z.string(),
    refresh_token: z.string(),
  }),
])

/** What the shop's own host answers to the app's server: tokens and the Admin API. */
export function shopApi(options: StandInOptions, state: ShopState, schema: AdminSchema): Handler {
  return async (request, response, url) => {
    const body = parse(await readBody(request))
    if (url.pathname === '/admin/oauth/access_token') return giveToken(options, state, response, body)
    if (url.pathname.match(/^\/admin\/api\/[\w-]+\/graphql\.json$/)) {
      return answerQuery(state, schema, request, response, body)
    }
    sendJson(response, 404, { errors: 'Not Found' })
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}

function giveToken(options: StandInOptions, state: ShopState, response: ServerResponse, body: unknown) {
  const asked = grant.safeParse(body)
  if (!asked.success || asked.data.client_id !== options.apiKey || asked.data.client_secret !== options.apiSecret) {
    return sendJson(response, 400, { error: 'invalid_client' })
  }
  if (asked.data.grant_type === EXCHANGE && !isSessionToken(asked.data.subject_token, options.apiSecret)) {
    return sendJson(response, 400, { error: 'invalid_subject_token' })
  }
  if (asked.data.grant_type === 'refresh_token') {
    const { refresh_token } = asked.data
    const known = state.shop.tokens.find((token) => token.refreshToken === refresh_token)
    if (!known) return sendJson(response, 400, { error: 'invalid_grant' })
  }
  const token = `shpat_${randomUUID().replaceAll('-', '')}`
  const refreshToken = `shprt_${randomUUID().replaceAll('-', '')}`
  const expiresAt = new Date(Date.now() + HOUR_MS).toISOString()
  state.shop.tokens = state.shop.tokens.slice(-20)
  state.shop.tokens.push({ token, refreshToken, expiresAt, scopes: [...options.scopes] })
  state.changed()
  sendJson(response, 200, {
    access_token: token,
    scope: options.scopes.join(','),
    expires_in: HOUR_MS / 1000,
    refresh_token: refreshToken,
    refresh_token_expires_in: REFRESH_SECONDS,
  })
}

function isSessionToken(token: string, secret: string): boolean {
  const [header, claims, signature] = token.split('.')
  if (!header || !claims || !signature) return false
  const expected = createHmac('sha256', secret).update(`${header}.${claims}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false
  return JSON.parse(Buffer.from(claims, 'base64url').toString()).exp * 1000 > Date.now()
}

async function answerQuery(
  state: ShopState,
  schema: AdminSchema,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): Promise<void> {
  const given = String(request.headers['x-shopify-access-token'] ?? '')
  const token = state.shop.tokens.find((one) => one.token === given && Date.parse(one.expiresAt) > Date.now())
  if (!token) {
    const errors = '[API] Invalid API key or access token (unrecognized login or wrong password)'
    return sendJson(response, 401, { errors })
  }
  sendJson(response, 200, await runAdminQuery(schema, body, { state, scopes: new Set(token.scopes) }))
}
