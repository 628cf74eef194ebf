import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { beginCheck, checkResults } from '../../app/banner/index.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { listSeen } from '../../app/register/index.ts'
import { aShop, type Doors, openDoors, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())
afterEach(() => clock.shift(0))

const call = async (body: unknown, options: ProxyOptions = {}, headers: Record<string, string> = {}) =>
  (await doors.post(signedProxyPath('/proxy/check', options), body, headers)).status

/** Staff press the button: the token in the address of the tab that opens. */
const begin = async (shop: ShopDomain) => {
  const fragment = await forShop(shop, (tx) => beginCheck(tx, '7', 'en'))
  return fragment.split('.')[1] ?? ''
}
const results = (shop: ShopDomain) => forShop(shop, checkResults)
const phase = (token: string, phase: string, cookies: string[] = []) => ({
  token,
  phase,
  cookies,
  storage: ['_hjid'],
  hosts: ['www.facebook.com'],
})

describe('a storefront reports the check that staff have begun', () => {
  test('the three phases make a result, with what only comes after consent told from what does not wait', async () => {
    const shop = aShop() as ShopDomain
    const token = await begin(shop)
    expect(await call({ token }, { shop })).toBe(200)
    expect((await results(shop))[0]).toMatchObject({ state: 'running', findings: [] })
    for (const each of ['before', 'refused']) expect(await call(phase(token, each), { shop })).toBe(200)
    expect(await call(phase(token, 'accepted', ['_ga']), { shop })).toBe(200)
    const [check] = await results(shop)
    expect(check).toMatchObject({ state: 'done', problems: 2 })
    expect(check?.findings.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['_hjid', 'early'],
      ['www.facebook.com', 'early'],
      ['_ga', 'undeclared'],
    ])
    // The register offers them to be declared.
    expect((await forShop(shop, listSeen)).map(({ name }) => name).sort()).toEqual(['_ga', '_hjid'])
  })

  test('a phase that is reported twice counts as it came first', async () => {
    const shop = aShop() as ShopDomain
    const token = await begin(shop)
    const answers = await Promise.all([1, 2, 3].map(() => call(phase(token, 'before', ['first']), { shop })))
    expect(answers).toEqual([200, 200, 200])
    expect(await call(phase(token, 'before', ['second']), { shop })).toBe(200)
    expect((await results(shop))[0]?.findings.map(({ name }) => name)).not.toContain('second')
  })

  test('without a token of this shop that is still good, nothing is taken', async () => {
    const [shop, other] = [aShop() as ShopDomain, aShop() as ShopDomain]
    const token = await begin(shop)
    expect(await call({ token: 'A'.repeat(43) }, { shop })).toBe(403)
    expect(await call(phase(token, 'before'), { shop: other })).toBe(403)
    clock.shift(16 * 60_000)
    expect(await call(phase(token, 'before'), { shop })).toBe(403)
    expect((await results(shop))[0]).toMatchObject({ state: 'ended', findings: [] })
  })

  test.each([
    ['a value beside a name', { cookies: ['_ga=GA1.2'] }],
    ['a path of a request', { hosts: ['shop.example/cart?mail=a'] }],
    ['101 names', { storage: Array.from({ length: 101 }, (_, n) => `n${n}`) }],
    ['a phase that there is not', { phase: 'later' }],
    ['more than is asked', { values: ['x'] }],
  ])('%s is refused', async (_what, part) => {
    const shop = aShop() as ShopDomain
    const token = await begin(shop)
    expect(await call({ ...phase(token, 'before'), ...part }, { shop })).toBe(400)
    expect((await results(shop))[0]?.findings).toEqual([])
  })

  test('without Shopify’s signature, too long, by GET, or without end, it is refused', async () => {
    const shop = aShop() as ShopDomain
    expect(await call({}, { shop, unsigned: true })).toBe(401)
    expect(await call('x'.repeat(40_000), { shop })).toBe(413)
    expect((await fetch(doors.url + signedProxyPath('/proxy/check', { shop }))).status).toBe(405)
    const guesses = new Set<number>()
    for (let n = 0; n < 22; n += 1) {
      guesses.add(await call({ token: 'A'.repeat(43) }, { shop }, { 'x-forwarded-for': '198.51.100.9' }))
    }
    expect([...guesses].sort()).toEqual([403, 429])
  })

  test('twenty checks are kept, the newest', async () => {
    const shop = aShop() as ShopDomain
    for (let n = 0; n < 22; n += 1) await begin(shop)
    expect(await results(shop)).toHaveLength(20)
  })
})
