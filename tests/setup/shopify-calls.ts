import { createHmac, randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { handleAtDoor } from '../../app/doors/index.ts'

export const SECRET = 'test-secret'

let shops = 0

/** A shop that no other test uses. */
export const aShop = () => {
  shops += 1
  return `test-${Date.now().toString(36)}-${process.pid}-${shops}.myshopify.com`
}

export const aCustomer = (id = Math.floor(Math.random() * 1e9)) => ({
  id,
  email: `customer-${id}@example.com`,
  phone: null as string | null,
})

export interface WebhookOptions {
  shop?: string
  id?: string
  secret?: string
  path?: string
  drop?: string[]
  headers?: Record<string, string>
}

/** A webhook as Shopify sends it: `body` is signed as it is. */
export function signedWebhook(topic: string, body: unknown, options: WebhookOptions = {}) {
  const bytes = Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body))
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'x-shopify-topic': topic,
    'x-shopify-shop-domain': options.shop ?? 'test-shop.myshopify.com',
    'x-shopify-api-version': '2026-07',
    'x-shopify-webhook-id': options.id ?? randomUUID(),
    'x-shopify-triggered-at': new Date().toISOString(),
    'x-shopify-hmac-sha256': createHmac('sha256', options.secret ?? SECRET)
      .update(bytes)
      .digest('base64'),
    ...options.headers,
  }
  for (const name of options.drop ?? []) delete headers[name]
  return { path: options.path ?? '/webhooks/compliance', headers, body: bytes }
}

export interface ProxyOptions {
  shop?: string
  customerId?: string
  secret?: string
  /** Seconds ago that Shopify signed it. */
  age?: number
  /** Parameters added behind the signature. */
  tampered?: [string, string][]
  unsigned?: boolean
}

/** The path and query of an app proxy call, signed as Shopify does. */
export function signedProxyPath(path: string, options: ProxyOptions = {}): string {
  const query = new URLSearchParams({
    shop: options.shop ?? 'test-shop.myshopify.com',
    logged_in_customer_id: options.customerId ?? '',
    path_prefix: '/apps/privacy',
    timestamp: String(Math.floor(Date.now() / 1000) - (options.age ?? 0)),
  })
  const message = [...query]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('')
  if (!options.unsigned) {
    query.set(
      'signature',
      createHmac('sha256', options.secret ?? SECRET)
        .update(message)
        .digest('hex'),
    )
  }
  for (const [key, value] of options.tampered ?? []) query.append(key, value)
  return `${path}?${query}`
}

export const aDecision = (changes: object = {}) => ({
  id: randomUUID(),
  visitor: randomUUID(),
  choices: { analytics: true, marketing: false },
  surface: 'banner',
  language: 'fr',
  region: 'FRIDF',
  gpc: false,
  banner: 'abcdef0123456789',
  ...changes,
})

export interface Doors {
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  webhook(topic: string, body: unknown, options?: WebhookOptions): Promise<Response>
  consent(body: unknown, options?: ProxyOptions, headers?: Record<string, string>): Promise<Response>
  url: string
  close(): Promise<void>
}

/** The hot doors on a real socket. */
export async function openDoors(): Promise<Doors> {
  const server: Server = createServer((request, response) => {
    if (!handleAtDoor(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const post: Doors['post'] = (path, body, headers = {}) =>
    fetch(url + path, {
      method: 'POST',
      headers,
      body:
        typeof body === 'string' || body instanceof Uint8Array
          ? new Uint8Array(Buffer.from(body))
          : JSON.stringify(body),
    })
  return {
    url,
    post,
    webhook: (topic, body, options) => {
      const call = signedWebhook(topic, body, options)
      return post(call.path, call.body, call.headers)
    },
    consent: (body, options, headers) => post(signedProxyPath('/proxy/consent', options), body, headers),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
