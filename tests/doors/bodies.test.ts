import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bodies } from '../../app/doors/http.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import {
  aDecision,
  aShop,
  type Doors,
  openDoors,
  SECRET,
  sendRaw,
  signedProxyPath,
  statusOf,
} from '../setup/shopify-calls.ts'
import { signedWebhook } from '../stand-in/signed.ts'

let doors: Doors
beforeAll(async () => {
  await startQueue()
  doors = await openDoors()
})
const sockets: Socket[] = []
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await until(() => bodies.held === 0)
})
afterAll(async () => {
  await doors.close()
  await stopQueue(0)
})

const MIB = 1024 * 1024
const A_SIGNATURE = `${'A'.repeat(43)}=`

/** The head of a POST, as text. */
const head = (path: string, headers: Record<string, string | number>) =>
  `POST ${path} HTTP/1.1\r\nHost: kept.example.com\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

/** A webhook that has every header, signed by nobody, with a body still to come. */
const webhookHead = (bytes: number) => {
  const { path, headers } = signedWebhook('customers/redact', '', { secret: 'wrong', shop: aShop() })
  return head(path, { ...headers, 'x-shopify-hmac-sha256': A_SIGNATURE, 'content-length': bytes })
}

function open(text: string): Promise<Socket> {
  const { hostname, port } = new URL(doors.url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(text, 'latin1', () => resolve(socket)))
    socket.on('error', () => undefined)
    sockets.push(socket)
  })
}

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('what can be refused without its body is, before the body is read', () => {
  const large = { 'content-length': MIB }
  test.each<[string, number, string]>([
    ['a webhook without a signature', 401, head('/webhooks/compliance', large)],
    [
      'a webhook without a topic',
      400,
      head('/webhooks/compliance', { ...large, 'x-shopify-hmac-sha256': A_SIGNATURE }),
    ],
    ['a webhook that says it is larger than any', 413, webhookHead(9 * MIB)],
    ['a decision that Shopify did not sign', 401, head('/proxy/consent?shop=a.myshopify.com', large)],
    ['a decision signed with another secret', 401, head(signedProxyPath('/proxy/consent', { secret: 'x' }), large)],
    ['a signed decision that says it is too large', 413, head(signedProxyPath('/proxy/consent'), large)],
    ['an introduction that Shopify did not sign', 401, head('/proxy/visitor', large)],
    ['a report that Shopify did not sign', 401, head('/proxy/trackers', large)],
    ['a check that Shopify did not sign', 401, head('/proxy/check', large)],
    ['a body for a page of the storefront', 405, head(signedProxyPath('/proxy/policy'), large)],
  ])('%s: %i', async (_what, status, text) => {
    expect(statusOf(await sendRaw(doors.url, text))).toBe(status)
  })

  test('and who goes on sending loses the connection', async () => {
    const socket = await open(head('/webhooks/compliance', { 'content-length': 100 * MIB }))
    const started = Date.now()
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const sending = setInterval(() => socket.write(Buffer.alloc(1_024)), 20)
    await closed
    clearInterval(sending)
    expect(Date.now() - started).toBeLessThan(3_000)
    expect(bodies.held).toBe(0)
  })
})

describe('bodies do not fill the memory', () => {
  /** Connections of one network that send so many bytes of larger bodies, and never end them. */
  const flood = async (connections: number, bytes: number) => {
    const opened = await Promise.all(Array.from({ length: connections }, () => open(webhookHead(8 * MIB))))
    for (const socket of opened) socket.write(Buffer.alloc(bytes))
    await until(() => bodies.held > 23 * MIB)
  }

  test('150 connections that send and never end hold no more than one network may, and small calls go through', async () => {
    await flood(150, MIB)
    const shop = aShop()
    expect((await doors.consent(aDecision(), { shop })).status).toBe(200)
    expect((await doors.webhook('customers/redact', { shop_domain: shop }, { shop })).status).toBe(200)
    // 24 MiB of the network's large bodies, and 64 KiB of each.
    expect(bodies.held).toBeLessThanOrEqual(34 * MIB)
  })

  test('beyond it a large call is told to come again: 503', async () => {
    await flood(3, 8 * MIB - 1)
    const refused = await doors.webhook('customers/redact', Buffer.alloc(2 * MIB, 32), { shop: aShop() })
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('2')
  })

  test('a body that comes slowly is given up after three seconds: 408', async () => {
    const started = Date.now()
    const socket = await open(webhookHead(1_000))
    let answer = ''
    socket.on('data', (part) => {
      answer += part
    })
    const sending = setInterval(() => socket.write(' '), 100)
    await new Promise((resolve) => socket.once('close', resolve))
    clearInterval(sending)
    expect(statusOf(answer)).toBe(408)
    expect(Date.now() - started).toBeGreaterThan(2_500)
    expect(Date.now() - started).toBeLessThan(8_000)
    expect(bodies.held).toBe(0)
  })

  test('headers that come slowly are given up as well', async () => {
    const started = Date.now()
    const answer = await sendRaw(doors.url, 'POST /webhooks/compliance HTTP/1.1\r\nHost: a\r\n', 10_000)
    expect(statusOf(answer)).toBe(408)
    expect(Date.now() - started).toBeLessThan(8_000)
  })

  test('a caller who hangs up in the middle leaves nothing behind', async () => {
    const socket = await open(webhookHead(MIB))
    socket.write(Buffer.alloc(1_000))
    await expect.poll(() => bodies.held).toBeGreaterThan(0)
    socket.destroy()
    await expect.poll(() => bodies.held).toBe(0)
  })
})

test('a redaction of 100,000 orders is taken', async () => {
  const shop = aShop()
  const orders = Array.from({ length: 100_000 }, (_, index) => 9_007_199_254_740_000 + index)
  const body = JSON.stringify({ shop_domain: shop, customer: { id: 7 }, orders_to_redact: orders })
  expect(body.length).toBeGreaterThan(MIB)
  const call = signedWebhook('customers/redact', body, { secret: SECRET, shop })
  expect((await doors.post(call.path, call.body, call.headers)).status).toBe(200)
})
