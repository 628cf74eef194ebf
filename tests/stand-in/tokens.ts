import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { StandInOptions } from './options.ts'
import type { Owner, Token } from './shop/model.ts'
import { scopesOf } from './shop/scopes.ts'
import type { ShopState } from './shop/state.ts'

const HOUR_SECONDS = 3600
const ONLINE_SECONDS = 24 * HOUR_SECONDS
const REFRESH_SECONDS = 90 * 24 * HOUR_SECONDS
const TOKENS_KEPT = 50

const EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange'
const ID_TOKEN = 'urn:ietf:params:oauth:token-type:id_token'
const ONLINE = 'urn:shopify:params:oauth:token-type:online-access-token'
const OFFLINE = 'urn:shopify:params:oauth:token-type:offline-access-token'

const client = { client_id: z.string(), client_secret: z.string() }

const grant = z.discriminatedUnion('grant_type', [
  z.object({
    ...client,
    grant_type: z.literal(EXCHANGE),
    subject_token: z.string(),
    subject_token_type: z.literal(ID_TOKEN),
    requested_token_type: z.enum([ONLINE, OFFLINE]),
    expiring: z.enum(['0', '1']).default('0'),
  }),
  z.object({ ...client, grant_type: z.literal('refresh_token'), refresh_token: z.string() }),
])

const claims = z.object({
  iss: z.string(),
  dest: z.string(),
  aud: z.string(),
  sub: z.string(),
  exp: z.number(),
  nbf: z.number(),
})

/** Who works for the shop, besides its owner. */
const COLLEAGUES: Record<string, { first_name: string; last_name: string }> = {
  '43': { first_name: 'Noé', last_name: 'Bernard' },
  '44': { first_name: 'Théa', last_name: 'Martin' },
}
/** The owner opens the app in the demo. */
const OWNER_ID = '42'

/** A user as Shopify describes them beside an online token; undefined for an id that is no member of staff. */
export function userOf(staffId: string, owner: Owner) {
  const isOwner = staffId === OWNER_ID
  const name = isOwner ? { first_name: owner.firstName, last_name: owner.lastName } : COLLEAGUES[staffId]
  const email = isOwner ? owner.email : `${name?.first_name}.${staffId}@${owner.email.split('@')[1]}`.toLowerCase()
  return (
    name && {
      id: Number(staffId),
      ...name,
      email,
      email_verified: true,
      account_owner: isOwner,
      locale: owner.locale,
      collaborator: false,
    }
  )
}

export interface TokenAnswer {
  status: number
  body: object
}

const refused = (error: string, description: string): TokenAnswer => ({
  status: 400,
  body: { error, error_description: description },
})

/** Answers POST /admin/oauth/access_token: a session token or a refresh token becomes an access token. */
export function giveToken(options: StandInOptions, state: ShopState, body: unknown): TokenAnswer {
  const asked = grant.safeParse(body)
  if (!asked.success) return refused('invalid_request', 'The request is not a grant that Shopify knows')
  const wanted = asked.data
  if (wanted.client_id !== options.apiKey || wanted.client_secret !== options.apiSecret) {
    return refused('invalid_client', 'Client authentication failed')
  }
  if (wanted.grant_type === 'refresh_token') {
    const known = state.shop.tokens.find(({ refreshToken }) => refreshToken === wanted.refresh_token)
    if (!known) return refused('invalid_grant', 'This refresh token is not known')
    // Shopify lets the old one live for a while; the app must use the new one.
    return { status: 200, body: offline(options, state, true) }
  }
  const staffId = readSessionToken(wanted.subject_token, options, state)
  if (staffId === undefined) return refused('invalid_subject_token', 'The session token is not valid')
  if (wanted.requested_token_type === ONLINE) {
    const user = userOf(staffId, state.shop.owner)
    if (!user) return refused('invalid_subject_token', 'The session token is of nobody who works for the shop')
    return { status: 200, body: online(options, state, user) }
  }
  return { status: 200, body: offline(options, state, wanted.expiring === '1') }
}

const secret = (prefix: string) => `${prefix}_${randomUUID().replaceAll('-', '')}`

function keep(state: ShopState, token: Token): Token {
  state.shop.tokens = [...state.shop.tokens.slice(1 - TOKENS_KEPT), token]
  state.changed()
  return token
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString()

function offline({ scopes }: StandInOptions, state: ShopState, expiring: boolean) {
  const { token, refreshToken } = keep(state, {
    token: secret('shpat'),
    scopes: [...scopes],
    expiresAt: expiring ? inSeconds(HOUR_SECONDS) : null,
    refreshToken: expiring ? secret('shprt') : null,
  })
  const answer = { access_token: token, scope: scopesOf(state).granted.join(',') }
  if (!expiring) return answer
  return {
    ...answer,
    expires_in: HOUR_SECONDS,
    refresh_token: refreshToken,
    refresh_token_expires_in: REFRESH_SECONDS,
  }
}

function online({ scopes }: StandInOptions, state: ShopState, user: object) {
  const { token } = keep(state, {
    token: secret('shpua'),
    scopes: [...scopes],
    expiresAt: inSeconds(ONLINE_SECONDS),
    refreshToken: null,
  })
  const scope = scopesOf(state).granted.join(',')
  return {
    access_token: token,
    scope,
    expires_in: ONLINE_SECONDS,
    associated_user_scope: scope,
    associated_user: user,
  }
}

/** The member of staff whom a session token names; undefined when it is forged, expired, or for another app or shop. */
function readSessionToken(token: string, options: StandInOptions, state: ShopState): string | undefined {
  const [header, payload, signature] = token.split('.')
  if (!header || !payload || !signature) return undefined
  const expected = createHmac('sha256', options.apiSecret).update(`${header}.${payload}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined
  const read = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  if (!read.success) return undefined
  const { aud, dest, exp, nbf, sub } = read.data
  const now = +state.now() / 1000
  return aud === options.apiKey && dest === `https://${state.shop.domain}` && exp > now && nbf <= now ? sub : undefined
}
