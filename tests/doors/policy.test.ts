import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { lockDraft, settleVersion, writeDraft } from '../../app/register/index.ts'
import { aPurpose, aRegister } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aShop, type Doors, openDoors, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const read = (path: string, options: ProxyOptions = {}, headers: Record<string, string> = {}) =>
  fetch(doors.url + signedProxyPath(`/proxy/policy${path}`, options), { headers })

/** Publishes purposes with these names, one version each; `null` is a version that did not reach the shop. */
async function aShopWithVersions(...names: (string | null)[]): Promise<ShopDomain> {
  const shop = aShop() as ShopDomain
  for (const [index, name] of names.entries()) {
    const register = aRegister({
      languages: { default: 'en', offered: ['en', 'fr'] },
      purposes: [aPurpose({ name: { en: name ?? 'Never shown', fr: `${name} (fr)` } })],
    })
    await forShop(shop, async (tx) => {
      await lockDraft(tx)
      const revision = await writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' })
      await freezeJudged(tx, { revision, author: '7' })
      const ended =
        name === null ? ({ state: 'unpublished' } as const) : { state: 'published' as const, at: new Date() }
      await settleVersion(tx, index + 1, ended)
    })
  }
  return shop
}

describe('customers read every version of the policy', () => {
  test('each as it was, with what changed since the one before, and whether it is in force', async () => {
    const shop = await aShopWithVersions('Orders', 'Parcels')
    const first = await (await read('/1', { shop })).text()
    expect(first).toContain('Orders')
    expect(first).not.toContain('Parcels')
    expect(first).toContain('no longer in force')
    const second = await (await read('/2', { shop })).text()
    expect(second).toContain('What has changed')
    expect(second).toContain('This version is in force.')
  })

  test('in the language of the address, else of the browser, else of the shop', async () => {
    const shop = await aShopWithVersions('Orders')
    const french = await (await read('/1', { shop, tampered: [] }, { 'accept-language': 'fr-CA,en;q=0.5' })).text()
    expect(french).toContain('<html lang="fr">')
    const japanese = await (await read('/1', { shop }, { 'accept-language': 'ja' })).text()
    expect(japanese).toContain('<html lang="en">')
  })

  test('and the list of those that the shop has shown', async () => {
    const shop = await aShopWithVersions('Orders', null, 'Parcels')
    const list = await (await read('', { shop })).text()
    expect([...list.matchAll(/policy\/(\d)/g)].map(([, number]) => number)).toEqual(expect.arrayContaining(['3', '1']))
    expect(list).not.toContain('policy/2')
  })

  test('a text of the merchant’s is a text, whatever it looks like', async () => {
    const shop = await aShopWithVersions('<script>alert(1)</script>')
    const page = await (await read('/1', { shop })).text()
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script')
  })
})

test.each([
  { what: 'a version that never reached the shop', path: '/2', status: 404 },
  { what: 'a version that is not there', path: '/9', status: 404 },
  { what: 'a number that is none', path: '/1e3', status: 404 },
  { what: 'a number beyond all bounds', path: '/99999999999999999999', status: 404 },
  { what: 'an address below a version', path: '/1/2', status: 404 },
])('$what is answered with $status', async ({ path, status }) => {
  const shop = await aShopWithVersions('Orders', null)
  expect((await read(path, { shop })).status).toBe(status)
})

test('a shop cannot be read through another’s address, nor without Shopify’s signature', async () => {
  const shop = await aShopWithVersions('Orders')
  expect((await read('/1', { shop: aShop() })).status).toBe(404)
  expect((await read('/1', { shop, unsigned: true })).status).toBe(401)
  expect((await read('/1', { shop, age: 600 })).status).toBe(401)
  expect((await read('/1', { shop, tampered: [['shop', 'other.myshopify.com']] })).status).toBe(401)
  expect((await doors.post(signedProxyPath('/proxy/policy/1', { shop }), '')).status).toBe(405)
})
