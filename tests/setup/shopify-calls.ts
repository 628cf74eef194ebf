import { type AddressInfo, connect } from 'node:net'
import { inject } from 'vitest'
import { webServer } from '../../app/doors/index.ts'
import { signedProxyQuery, signedWebhook } from '../stand-in/signed.ts'
import { installShops } from './installed-shops.ts'

export { aDecision } from './a-decision.ts'

export const SECRET = 'test-secret'

const LOADED = Date.now().toString(36)
const aName = (kind: string, n: number) => `${kind}-${LOADED}-${process.pid}-${n}.myshopify.com`

/** Where a test does not say which shop. */
const A_SHOP = 'test-shop.myshopify.com'

/** More than all files of a run take. They are installed at once, so that taking one does not have to wait. */
const installed = Array.from({ length: 1_500 }, (_, n) => aName('test', n))
await installShops(inject('databaseOwnerUrl'), [A_SHOP, ...installed])

/** A shop that has Kept installed, and that no other test uses. */
export function aShop(): string {
  const shop = installed.pop()
  if (!shop) throw new Error('Every shop that was installed for the tests is taken')
  return shop
}

let strangers = 0

/** A shop that has never opened Kept. */
export const aShopWithoutKept = () => {
  strangers += 1
  return aName('stranger', strangers)
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

export interface ProxyOptions {
  shop?: string
  customerId?: string
  secret?: string
  /** Seconds ago that Shopify signed it. */
  age?: number
  /** Parameters added behind the signature. */
  tampered?: [string, string][]
  unsigned?: boolean
  /** Where the shop has the app proxy. */
  pathPrefix?: string
}

/** The path and query of an app proxy call, signed as Shopify does. */
export function signedProxyPath(path: string, options: ProxyOptions = {}): string {
  const query = signedProxyQuery({
    secret: options.secret ?? SECRET,
    shop: options.shop ?? A_SHOP,
    timestamp: Math.floor(Date.now() / 1000) - (options.age ?? 0),
    ...(options.pathPrefix ? { pathPrefix: options.pathPrefix } : {}),
    ...(options.customerId ? { customerId: options.customerId } : {}),
  })
  if (options.unsigned) query.delete('signature')
  for (const [key, value] of options.tampered ?? []) query.append(key, value)
  return `${path}?${query}`
}

/** Sends these bytes as they are and gives what comes back before the other side closes, or falls silent for `forMs`. */
export function sendRaw(url: string, text: string, forMs = 300): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1'))
    let answer = ''
    socket.on('data', (part) => {
      answer += part.toString('latin1')
    })
    socket.setTimeout(forMs, () => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(answer))
  })
}

/** The status line's number of such an answer; 0 when there was none. */
export const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)

/** The doors as callers see them. */
export type Calls = Omit<Doors, 'close'>

export interface Doors {
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  webhook(topic: string, body: unknown, options?: WebhookOptions): Promise<Response>
  consent(body: unknown, options?: ProxyOptions, headers?: Record<string, string>): Promise<Response>
  url: string
  close(): Promise<void>
}

/** The hot doors on a real socket. Where the pages would answer, there is only 204. */
export async function openDoors(): Promise<Doors> {
  const server = webServer((_request, response) => void response.writeHead(204).end())
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
    webhook: (topic, body, options = {}) => {
      const call = signedWebhook(topic, body, { secret: SECRET, shop: A_SHOP, ...options })
      return post(options.path ?? call.path, call.body, call.headers)
    },
    consent: (body, options, headers) => post(signedProxyPath('/proxy/consent', options), body, headers),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
