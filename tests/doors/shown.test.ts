import { afterEach, expect, test, vi } from 'vitest'
import { storefrontCounts, writeVisits } from '../../app/consent/index.ts'
import { forShop } from '../../app/platform/db.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { aShop, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()
afterEach(() => vi.restoreAllMocks())

const tell = (options: ProxyOptions, body: unknown = {}, headers = {}) =>
  doors.post(signedProxyPath('/proxy/shown', options), body, headers)

async function shownIn(shop: string): Promise<number> {
  await writeVisits()
  return (await forShop(shopDomain.parse(shop), storefrontCounts)).shown
}

test('each call of a storefront counts a visit of its shop, signed in or not', async () => {
  const shop = aShop()
  for (const customerId of ['', '', '7']) expect((await tell({ shop, customerId })).status).toBe(202)
  expect(await shownIn(shop)).toBe(3)
})

test.each<[string, number, ProxyOptions, unknown]>([
  ['that Shopify did not sign', 401, { unsigned: true }, {}],
  ['signed with another secret', 401, { secret: 'wrong' }, {}],
  ['that is sent again later', 401, { age: 120 }, {}],
  ['with a shop behind the signature', 401, { tampered: [['shop', 'other.myshopify.com']] }, {}],
  ['that says who saw it', 400, {}, { visitor: 'a' }],
  ['that says how many', 400, {}, { n: 1000 }],
  ['that is no object', 400, {}, []],
  ['that is no JSON', 400, {}, 'shown'],
  ['that is large', 413, {}, 'x'.repeat(30)],
])('a call %s counts nothing: %i', async (_what, status, options, body) => {
  const shop = aShop()
  expect((await tell({ shop, ...options }, body)).status).toBe(status)
  expect(await shownIn(shop)).toBe(0)
})

test('a stranger in one network makes a shop look no busier than 2,000 visits a day, and others still count', async () => {
  const shop = aShop()
  const now = performance.now.bind(performance)
  let minutes = 0
  vi.spyOn(performance, 'now').mockImplementation(() => now() + minutes * 61_000)
  const from = (address: string) => ({ 'x-forwarded-for': address })
  for (; minutes < 20; minutes += 1) {
    const calls = Array.from({ length: 120 }, () => tell({ shop }, {}, from('198.51.100.9')))
    for (const { status } of await Promise.all(calls)) expect(status).toBe(202)
  }
  await tell({ shop }, {}, from('203.0.113.9'))
  expect(await shownIn(shop)).toBe(2_001)
})
