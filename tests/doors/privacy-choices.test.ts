import { Liquid } from 'liquidjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from '../../app/banner/index.ts'
import { type BannerSettings, DEFAULT_SETTINGS } from '../../app/banner/settings/model.ts'
import { writeSettings } from '../../app/banner/settings/store.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { POLICY_LANGUAGES } from '../../app/policy/index.ts'
import { type RegisterInput, settleVersion, writeDraft } from '../../app/register/index.ts'
import { aRegister } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import {
  aShop,
  aShopWithoutKept,
  type Doors,
  openDoors,
  type ProxyOptions,
  signedProxyPath,
} from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const read = (options: ProxyOptions = {}, init: RequestInit = {}) =>
  fetch(doors.url + signedProxyPath('/proxy/privacy-choices', options), { redirect: 'manual', ...init })

async function aPublishingShop(changed: Partial<RegisterInput> = {}): Promise<ShopDomain> {
  const shop = aShop() as ShopDomain
  await forShop(shop, async (tx) => {
    const revision = await writeDraft(tx, { register: aRegister(changed), updatedAt: new Date(), updatedBy: '1' })
    await freezeJudged(tx, { revision, author: '1' })
    await settleVersion(tx, 1, { state: 'published', at: new Date() })
  })
  return shop
}
const set = (shop: string, changed: Partial<BannerSettings>) =>
  forShop(shop as ShopDomain, (tx) =>
    writeSettings(tx, { settings: { ...DEFAULT_SETTINGS, ...changed }, updatedAt: new Date(), updatedBy: '1' }),
  )

/** What Shopify makes of it. */
const shown = (liquid: string, language = 'en') =>
  new Liquid({ strictFilters: true }).parseAndRender(liquid, {
    request: { locale: { iso_code: language } },
    shop: { name: 'Secret', email: 'shop@shop.example', privacy_policy: { url: '/policies/privacy-policy' } },
  })

describe('a visitor opens the page of their privacy choices', () => {
  test('Shopify gets it as Liquid, to set it into the theme, which is framed by nobody and kept by no cache', async () => {
    const answer = await read({ shop: await aPublishingShop() })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/liquid')
    expect(answer.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.each(POLICY_LANGUAGES)('in %s, the language of the storefront', async (language) => {
    const page = await shown(await (await read({ shop: aShop() })).text(), language)
    expect(page).toContain(`<div lang="${language}" data-kept-choices>`)
    expect(page.match(/<h1>/g)).toHaveLength(1)
    expect(page).not.toMatch(/\{[{%]/)
  })

  test.each(['pt-BR', 'ja', '', 'en-GB'])('in English, where the storefront speaks %j', async (language) => {
    expect(await shown(await (await read({ shop: aShop() })).text(), language)).toContain('<div lang="en"')
  })

  test('whom to write to is whom the published register names, else the shop', async () => {
    const controller = { ...aRegister().controller, email: 'privacy@shop.example', dpoEmail: null }
    const shop = await aPublishingShop({ controller })
    expect(await shown(await (await read({ shop })).text())).toContain('href="mailto:privacy@shop.example"')
    expect(await shown(await (await read({ shop: aShop() })).text())).toContain('href="mailto:shop@shop.example"')
  })

  test('nothing that a shop wrote becomes code on its site', async () => {
    const controller = { ...aRegister().controller, email: '{{shop.name}}@shop.example', dpoEmail: null }
    const shop = await aPublishingShop({ controller })
    await set(shop, { policyUrl: 'https://shop.example/{{shop.name}}?"><script>%7B%25{%raw%}' })
    const liquid = await (await read({ shop })).text()
    const page = await shown(liquid)
    expect(page).not.toContain('Secret')
    expect(page.match(/<script/g)).toHaveLength(1)
    expect(page).toContain('&#123;&#123;shop.name&#125;&#125;@shop.example')
  })

  test('where the shop has its policy is where the page leads', async () => {
    const shop = aShop()
    expect(await shown(await (await read({ shop })).text())).toContain('href="/policies/privacy-policy"')
    await set(shop, { policyUrl: 'https://shop.example/policy' })
    expect(await shown(await (await read({ shop })).text())).toContain('href="https://shop.example/policy"')
  })

  test('a link that was shared leads there too', async () => {
    const shared = signedProxyPath('/proxy/privacy-choices', { shop: aShop() })
    const answer = await fetch(`${doors.url}${shared}&fbclid=x`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '?'])
  })
})

describe('there is no such page', () => {
  test('where the banner offers no opt-out; with visitors from the United States it always does', async () => {
    const shop = aShop()
    await set(shop, { saleOptOut: false })
    expect((await read({ shop })).status).toBe(404)
    const american = await aPublishingShop({ cookies: { askAgainMonths: 6, usVisitors: true } })
    await set(american, { saleOptOut: false })
    expect((await forShop(american, readSettings)).settings.saleOptOut).toBe(false)
    expect((await read({ shop: american })).status).toBe(200)
  })

  test('in a shop without Kept, without Shopify’s signature, or for somebody who posts', async () => {
    expect((await read({ shop: aShopWithoutKept() })).status).toBe(410)
    expect((await read({ shop: aShop(), unsigned: true })).status).toBe(401)
    expect((await read({ shop: aShop(), age: 600 })).status).toBe(401)
    expect((await read({ shop: aShop() }, { method: 'POST' })).status).toBe(405)
  })

  test('for a network that asks for it all the time', async () => {
    const shop = aShop()
    const headers = { 'x-forwarded-for': '198.51.100.77' }
    const statuses = new Set<number>()
    for (let call = 0; call < 62; call += 1) statuses.add((await read({ shop }, { headers })).status)
    expect([...statuses].sort()).toEqual([200, 429])
  })
})
