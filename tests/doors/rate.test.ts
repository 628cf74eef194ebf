import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { networkOf } from '../../app/doors/network.ts'
import { Rate } from '../../app/doors/rate.ts'
import { config } from '../../app/platform/config.ts'
import { aDecision, aShop, type Doors, openDoors, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

describe('which network an address is of', () => {
  test.each([
    ['203.0.113.7', '203.0.113'],
    ['203.0.113.7:4711', '203.0.113'],
    [' 203.0.113.7 ', '203.0.113'],
    ['::ffff:203.0.113.7', '203.0.113'],
    ['::FFFF:cb00:7107', '203.0.113'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113'],
    ['[::ffff:203.0.113.7]:443', '203.0.113'],
    ['64:ff9b::203.0.113.7', '203.0.113'],
    ['2001:db8:1:2::9', '2001:db8:1'],
    ['2001:0DB8:0001::', '2001:db8:1'],
    ['[2001:db8:1::5]:443', '2001:db8:1'],
    ['2001:db8::1', '2001:db8:0'],
    ['2001:db8:0:7::1', '2001:db8:0'],
    ['::1', '0:0:0'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  test.each([
    undefined,
    '',
    'unknown',
    '_hidden',
    '203.0.113',
    '203.0.113.777',
    '203.0.113.07',
    'fe80::1%eth0',
    '::ffff:',
    '1.2.3.4:5:6',
    '[',
    '203.0.113.7/24',
  ])('%s is of the one that all of unknown address share', (address) => {
    expect(networkOf(address)).toBe('unknown')
  })
})

describe('what limits callers', () => {
  test('holds a bounded number of keys', () => {
    const rate = new Rate({ points: 1, mostKeys: 100 })
    for (let key = 0; key < 10_000; key += 1) rate.take(String(key))
    expect(rate.take('9999')).toBeGreaterThan(0)
  })

  test('does not let one through who goes on calling, however many others call', () => {
    const rate = new Rate({ points: 2, mostKeys: 100 })
    for (let call = 0; call < 3; call += 1) rate.take('busy')
    for (let key = 0; key < 10_000; key += 1) {
      rate.take(String(key))
      if (key % 50 === 0) expect(rate.take('busy')).toBeGreaterThan(0)
    }
  })

  test('gives new points when its time is over', () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1_000)
    const rate = new Rate({ points: 1, seconds: 60 })
    expect([rate.take('a'), rate.take('a')]).toEqual([0, 60_000])
    now.mockReturnValue(61_000)
    expect(rate.take('a')).toBe(0)
    now.mockRestore()
  })
})

/** Calls without end as one visitor, with these headers; gives how many were taken. */
async function takenOf(path: string, headersOf: (call: number) => Record<string, string>, calls: number) {
  const shop = aShop()
  let taken = 0
  for (let call = 0; call < calls; call += 1) {
    const answer = await doors.post(signedProxyPath(path, { shop }), { names: ['_ga'] }, headersOf(call))
    if (answer.status === 200) taken += 1
  }
  return taken
}

describe('nobody passes the limit of a network by what they write about themselves', () => {
  const ALLOWED = 20
  test.each<[string, (call: number) => Record<string, string>]>([
    ['an extra first address', (call) => ({ 'x-forwarded-for': `10.0.${call}.1, 198.51.100.9` })],
    ['many extra addresses', (call) => ({ 'x-forwarded-for': `${`10.1.${call}.1, `.repeat(60)}198.51.100.9` })],
    ['no address', () => ({})],
    ['an empty address', () => ({ 'x-forwarded-for': '' })],
    ['unknown', (call) => ({ 'x-forwarded-for': `unknown${call}` })],
    ['a port', (call) => ({ 'x-forwarded-for': `198.51.100.9:${1_000 + call}` })],
    ['IPv4 in IPv6', (call) => ({ 'x-forwarded-for': `::ffff:198.51.100.${call}` })],
    [
      'IPv4 in IPv6, in hexadecimal',
      (call) => ({ 'x-forwarded-for': `::ffff:c633:64${call.toString(16).padStart(2, '0')}` }),
    ],
    ['another end of an IPv6 network', (call) => ({ 'x-forwarded-for': `2001:db8:7:${call}::${call}` })],
    ['other headers about it', (call) => ({ 'x-real-ip': `10.2.${call}.1`, forwarded: `for=10.3.${call}.1` })],
  ])('%s', async (_what, headersOf) => {
    expect(await takenOf('/proxy/trackers', headersOf, ALLOWED + 4)).toBe(ALLOWED)
  })

  test('while two networks have a share each', async () => {
    const taken = await takenOf('/proxy/trackers', (call) => ({ 'x-forwarded-for': `203.0.${call % 2}.1` }), 24)
    expect(taken).toBe(24)
  })
})

describe('every public door has a limit', () => {
  const from = { 'x-forwarded-for': '192.0.2.77' }
  const get = (path: string, options: ProxyOptions) =>
    fetch(doors.url + signedProxyPath(path, options), { headers: from })
  test.each<[string, number, (shop: string) => Promise<Response>]>([
    ['policy', 120, (shop) => get('/proxy/policy', { shop })],
    ['receipts', 30, (shop) => get('/proxy/receipts/x', { shop })],
    ['trackers', 20, (shop) => doors.post(signedProxyPath('/proxy/trackers', { shop }), { names: ['a'] }, from)],
    ['shown', 120, (shop) => doors.post(signedProxyPath('/proxy/shown', { shop }), {}, from)],
    ['check', 20, (shop) => doors.post(signedProxyPath('/proxy/check', { shop }), { token: 'A'.repeat(43) }, from)],
    ['consent', config.CONSENT_PER_NETWORK, (shop) => doors.consent(aDecision(), { shop }, from)],
  ])('%s: %i calls a minute of one network', async (_door, most, call) => {
    const shop = aShop()
    const statuses: number[] = []
    for (let sent = 0; sent < most + 2; sent += 20) {
      const some = Array.from({ length: Math.min(20, most + 2 - sent) }, () => call(shop))
      statuses.push(...(await Promise.all(some)).map(({ status }) => status))
    }
    expect(statuses.filter((status) => status !== 429)).toHaveLength(most)
    const last = await call(shop)
    expect(last.status).toBe(429)
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

describe('behind a proxy that ends TLS, as by default', () => {
  beforeAll(() => {
    config.TRUSTED_PROXIES = 2
  })
  afterAll(() => {
    config.TRUSTED_PROXIES = 1
  })

  test('a visitor is who called Shopify, whatever they wrote to the left of it', async () => {
    const headersOf = (call: number) => ({ 'x-forwarded-for': `10.4.${call}.1, 198.51.100.9, 192.0.2.1` })
    expect(await takenOf('/proxy/trackers', headersOf, 24)).toBe(20)
  })

  test('a flood of calls that Shopify did not sign is sent away, and the signed ones of the same network are not', async () => {
    const from = { 'x-forwarded-for': '203.0.113.9, 198.18.0.1' }
    const statuses = await Promise.all(
      Array.from({ length: 700 }, () => postOnce(signedProxyPath('/proxy/consent', { unsigned: true }), from)),
    )
    expect(new Set(statuses)).toEqual(new Set([401, 429]))
    expect((await doors.consent(aDecision(), { shop: aShop() }, from)).status).toBe(200)
  })
})

const postOnce = (path: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const call = httpRequest(doors.url + path, { method: 'POST', headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('error', reject).end('{}')
  })
