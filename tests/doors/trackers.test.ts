import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bannerState } from '../../app/banner/index.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { dismiss, MOST_SEEN, startRegister, undeclaredTrackers } from '../../app/register/index.ts'
import { theTemplate } from '../register/a-register.ts'
import { aShop, type Doors, openDoors, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const report = (body: unknown, options: ProxyOptions = {}, headers: Record<string, string> = {}) =>
  doors.post(signedProxyPath('/proxy/trackers', options), body, headers)

const seenIn = async (shop: string) => {
  const seen = await forShop(shop as ShopDomain, (tx) =>
    undeclaredTrackers(tx, { ...theTemplate(), trackers: [] }, 'en'),
  )
  return seen.map(({ name }) => name)
}

describe('the storefront reports the names of trackers', () => {
  test('staff see each once, with what is known of it, and none that the register has', async () => {
    const shop = aShop() as ShopDomain
    const register = theTemplate()
    const declared = register.trackers.find(({ pattern }) => !pattern.includes('*'))?.pattern ?? ''
    await forShop(shop, (tx) => startRegister(tx, register, '1'))
    expect((await report({ names: ['_hjid', 'my_shop_cookie', declared] }, { shop })).status).toBe(200)
    expect((await report({ names: ['_hjid'] }, { shop })).status).toBe(200)
    const seen = await forShop(shop, (tx) => undeclaredTrackers(tx, register, 'en'))
    expect(seen.map(({ name }) => name).sort()).toEqual(['_hjid', 'my_shop_cookie'])
    expect(seen.find(({ name }) => name === '_hjid')).toMatchObject({
      known: expect.stringContaining('Hotjar'),
      complete: true,
    })
    expect(seen.find(({ name }) => name === 'my_shop_cookie')).toMatchObject({ known: null, complete: false })
  })

  test('a name that staff ignored does not come back with the next visitor', async () => {
    const shop = aShop() as ShopDomain
    await report({ names: ['extension_of_a_browser'] }, { shop })
    await forShop(shop, (tx) => dismiss(tx, ['extension_of_a_browser'], new Date()))
    await report({ names: ['extension_of_a_browser'] }, { shop })
    expect(await seenIn(shop)).toEqual([])
  })

  test('another banner is found in the shop even after staff ignored what it sets', async () => {
    const shop = aShop() as ShopDomain
    await report({ names: ['OptanonConsent'] }, { shop })
    await forShop(shop, (tx) => dismiss(tx, ['OptanonConsent'], new Date()))
    const { competing } = await forShop(shop, (tx) => bannerState(tx, { registerVersion: null, settingsRevision: 0 }))
    expect(competing).toEqual(['OneTrust'])
  })

  test('a browser that invents names fills no more than its share of rows', async () => {
    const shop = aShop() as ShopDomain
    await report({ names: ['my_shop_cookie'] }, { shop }, { 'x-forwarded-for': '192.0.2.1' })
    for (let call = 0; call < 12; call += 1) {
      const names = Array.from({ length: 50 }, (_, n) => `invented-${call}-${n}`)
      expect((await report({ names }, { shop }, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(200)
    }
    expect(await seenIn(shop)).toHaveLength(101)
    // And staff, who come from elsewhere, still see what their storefront sets.
    await report({ names: ['another_cookie'] }, { shop }, { 'x-forwarded-for': '192.0.2.1' })
    expect(await seenIn(shop)).toEqual(expect.arrayContaining(['my_shop_cookie', 'another_cookie']))
  })

  test('many browsers that invent names push out one another’s, not what is known or seen again', async () => {
    const shop = aShop() as ShopDomain
    const from = (network: number) => ({ 'x-forwarded-for': `203.0.${network}.7` })
    await report({ names: ['_hjid', 'OptanonConsent'] }, { shop }, from(200))
    const invent = async (network: number) => {
      // They also invent what known trackers are named like.
      const names = Array.from({ length: 50 }, (_, n) => (n % 2 ? `_ga_${network}${n}` : `invented-${network}-${n}`))
      await report({ names }, { shop }, from(network))
    }
    for (let network = 0; network < 15; network += 1) await invent(network)
    await report({ names: ['my_shop_cookie'] }, { shop }, from(201))
    for (let network = 20; network < 25; network += 1) await invent(network)
    const seen = await seenIn(shop)
    expect(seen).toHaveLength(MOST_SEEN)
    expect(seen).toEqual(expect.arrayContaining(['_hjid', 'OptanonConsent', 'my_shop_cookie']))
    expect(seen).not.toContain('invented-0-0')
  })

  test('two pages at once do not stand in each other’s way', async () => {
    const shop = aShop()
    const names = Array.from({ length: 20 }, (_, n) => `name-${n}`)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => report({ names: n % 2 ? names : names.toReversed() }, { shop })),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await seenIn(shop)).toHaveLength(20)
  })

  test.each([
    ['a value beside a name', { names: ['_ga'], values: ['GA1.2.3'] }],
    ['a name with a value', { names: ['_ga=GA1.2.3'] }],
    ['an address in a name', { names: ['cart_jeanne@example.com'] }],
    ['51 names', { names: Array.from({ length: 51 }, (_, n) => `n${n}`) }],
    ['no name', { names: [] }],
    ['a name of 201 characters', { names: ['x'.repeat(201)] }],
    ['not JSON', 'names'],
  ])('%s is refused and nothing is noted', async (_what, body) => {
    const shop = aShop()
    expect((await report(body, { shop })).status).toBe(400)
    expect(await seenIn(shop)).toEqual([])
  })

  test('without Shopify’s signature, too long, or by GET, it is refused', async () => {
    expect((await report({ names: ['_ga'] }, { unsigned: true })).status).toBe(401)
    expect((await report({ names: ['_ga'] }, { age: 300 })).status).toBe(401)
    expect((await report({ names: Array.from({ length: 50 }, () => 'x'.repeat(100)) })).status).toBe(413)
    expect((await fetch(doors.url + signedProxyPath('/proxy/trackers'))).status).toBe(405)
  })

  test('one network that calls without end is told to wait', async () => {
    const shop = aShop()
    const statuses = new Set<number>()
    for (let call = 0; call < 25; call += 1) {
      statuses.add((await report({ names: ['_ga'] }, { shop }, { 'x-forwarded-for': '198.51.100.9' })).status)
    }
    expect([...statuses].sort()).toEqual([200, 429])
  })

  test('whatever is sent, it is noted or refused, and the door stays open', async () => {
    const shop = aShop()
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.record({ names: fc.array(fc.string()) }).map((each) => JSON.stringify(each)),
        ),
        async (body) => {
          expect([200, 400, 413, 429]).toContain((await report(body, { shop })).status)
        },
      ),
      { numRuns: 100 },
    )
  })
})
