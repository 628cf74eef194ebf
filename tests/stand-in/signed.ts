import { createHmac, randomUUID } from 'node:crypto'
import { SUBSCRIPTIONS } from './subscriptions.ts'

/** What Shopify signs, made the way Shopify makes it. For the stand-in, and for tests that call the app directly. */

/** Whoever opens the app in the admin; Shopify's library turns away what calls itself a bot. */
export const BROWSER =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'

/** Where Kept hears of what nobody may leave out; what it does not listen to is sent there by tests only. */
const COMPLIANCE = '/webhooks/compliance'

const hmac = (secret: string, message: string | Uint8Array, encoding: 'base64' | 'hex' | 'base64url') =>
  createHmac('sha256', secret).update(message).digest(encoding)

const inSeconds = (at: Date) => Math.floor(+at / 1000)

export interface WebhookOptions {
  secret: string
  shop: string
  id?: string
  /** When it happened; now, where it is not said. */
  at?: Date
  /** Headers to leave out. */
  drop?: readonly string[]
  headers?: Record<string, string>
  /** Sent instead of the body that is signed, as somebody who tampers with it would. */
  rawBody?: string | Uint8Array
}

/** A webhook's path, headers and body. Text and bytes are signed and sent as they are, anything else as JSON. */
export function signedWebhook(topic: string, content: unknown, options: WebhookOptions) {
  const body = Buffer.from(
    typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content),
  )
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': options.shop,
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': options.id ?? randomUUID(),
    'x-shopify-event-id': randomUUID(),
    'x-shopify-triggered-at': (options.at ?? new Date()).toISOString(),
    'x-shopify-hmac-sha256': hmac(options.secret, body, 'base64'),
    ...options.headers,
  }
  for (const name of options.drop ?? []) delete headers[name]
  return {
    path: SUBSCRIPTIONS.get(topic) ?? COMPLIANCE,
    headers,
    body: options.rawBody ? Buffer.from(options.rawBody) : body,
  }
}

export interface ProxyOptions {
  secret: string
  shop: string
  customerId?: string
  pathPrefix?: string
  /** Seconds since 1970; now, where it is not said. */
  timestamp?: number
  /** The visitor's own query. What Shopify adds takes the place of the visitor's. */
  query?: URLSearchParams
}

/** The query that Shopify's app proxy adds. Repeated parameters are signed joined by a comma. */
export function signedProxyQuery(options: ProxyOptions): URLSearchParams {
  const query = new URLSearchParams(options.query)
  query.set('shop', options.shop)
  query.set('logged_in_customer_id', options.customerId ?? '')
  query.set('path_prefix', options.pathPrefix ?? '/apps/privacy')
  query.set('timestamp', String(options.timestamp ?? inSeconds(new Date())))
  query.set('signature', signatureOf(query, options.secret))
  return query
}

/** A path of the app with the query of a signed app proxy call. */
export const signedProxyUrl = (path: string, options: ProxyOptions) => `${path}?${signedProxyQuery(options)}`

/** The hex HMAC of an app proxy call's parameters, sorted and joined without anything between them. */
export function signatureOf(query: URLSearchParams, secret: string): string {
  const names = [...new Set(query.keys())].filter((name) => name !== 'signature')
  const message = names.map((name) => `${name}=${query.getAll(name).join(',')}`).sort()
  return hmac(secret, message.join(''), 'hex')
}

export interface TokenOptions {
  apiKey: string
  secret: string
  shop: string
  staffId?: string
  /** Seconds. */
  lifetime?: number
  /** When it is signed; now, where it is not said. */
  at?: Date
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** A session token, as App Bridge gives it to the app's pages (JWT, HS256, one minute). */
export function sessionToken(options: TokenOptions): string {
  const { apiKey, secret, shop, staffId = '42', lifetime = 60, at = new Date() } = options
  const now = inSeconds(at)
  const claims = {
    iss: `https://${shop}/admin`,
    dest: `https://${shop}`,
    aud: apiKey,
    sub: staffId,
    exp: now + lifetime,
    nbf: now - 1,
    iat: now,
    jti: randomUUID(),
    sid: randomUUID(),
  }
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${hmac(secret, signed, 'base64url')}`
}

/** A session token of an extension in a customer's account; nobody is named while nobody is signed in. */
export function accountToken({
  apiKey,
  secret,
  shop,
  customerId,
  at,
}: Omit<TokenOptions, 'staffId' | 'lifetime'> & { customerId: number | null; at: Date }): string {
  const now = inSeconds(at)
  const claims = {
    dest: shop,
    aud: apiKey,
    ...(customerId !== null && { sub: `gid://shopify/Customer/${customerId}` }),
    exp: now + 300,
    nbf: now - 1,
    iat: now,
    jti: randomUUID(),
  }
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
  return `${signed}.${hmac(secret, signed, 'base64url')}`
}

/** The query with which the admin opens the app in its frame. */
export function adminQuery(options: TokenOptions & { locale: string }): URLSearchParams {
  const query = new URLSearchParams({
    embedded: '1',
    host: Buffer.from(`admin.shopify.com/store/${options.shop.split('.')[0]}`)
      .toString('base64')
      .replace(/=+$/, ''),
    id_token: sessionToken(options),
    locale: options.locale,
    session: randomUUID().replaceAll('-', ''),
    shop: options.shop,
    timestamp: String(inSeconds(options.at ?? new Date())),
  })
  query.sort()
  query.set('hmac', hmac(options.secret, query.toString(), 'hex'))
  return query
}
