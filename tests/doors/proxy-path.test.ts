import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bannerState, followProxyPath } from '../../app/banner/index.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { seenProxyPath } from '../../app/shopify/app-proxy/store.ts'
import { noteInstalled, noteUninstalled } from '../../app/shopify/installation.ts'
import {
  aDecision,
  aShop,
  aShopWithoutKept,
  type Doors,
  openDoors,
  type ProxyOptions,
  signedProxyPath,
} from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  await startQueue()
  doors = await openDoors()
})
afterAll(async () => {
  await doors.close()
  await stopQueue(0)
})

const get = (path: string, options: ProxyOptions, headers: Record<string, string> = {}) =>
  fetch(doors.url + signedProxyPath(path, options), { headers })
const pathOf = (shop: string) => forShop(shop as ShopDomain, seenProxyPath)
const jobsOf = async (shop: string, name: string) => {
  const { rows } = await pool.query(`SELECT 1 FROM pgboss.job WHERE name = $1 AND data->>'shop' = $2`, [name, shop])
  return rows.length
}

describe('a merchant moves the app proxy, and Kept follows where Shopify’s calls come from', () => {
  test.each(['/tools/privacy', '/a/x', '/community/My_Shop-2', '/apps/_', '/tools/0', '/apps/vie_privee'])(
    'to %s: with the first call of a visitor, whichever it is',
    async (pathPrefix) => {
      const calls = [
        (shop: string) => doors.consent(aDecision(), { shop, pathPrefix }),
        (shop: string) => get('/proxy/policy', { shop, pathPrefix }),
        (shop: string) => get('/proxy/address', { shop, pathPrefix }),
        (shop: string) => get('/proxy/receipts/0', { shop, pathPrefix }),
      ]
      for (const call of calls) {
        const shop = aShop()
        await call(shop)
        expect(await pathOf(shop)).toBe(pathPrefix)
        expect(await jobsOf(shop, 'banner-publication')).toBe(1)
        expect(await jobsOf(shop, 'policy-links')).toBe(1)
      }
    },
  )

  test.each(['/fr/tools/privacy', '/pt-BR/tools/privacy', '/en-europe/tools/privacy', '/fil/tools/privacy'])(
    'a call in another language or market (%s) names the same place',
    async (pathPrefix) => {
      const shop = aShop()
      await get('/proxy/address', { shop, pathPrefix })
      expect(await pathOf(shop)).toBe('/tools/privacy')
    },
  )

  test('a shop that stays where Kept put it publishes nothing for that', async () => {
    const shop = aShop()
    await doors.consent(aDecision(), { shop })
    await doors.consent(aDecision(), { shop })
    expect(await pathOf(shop)).toBe('/apps/privacy')
    expect(await jobsOf(shop, 'banner-publication')).toBe(0)
  })

  test('many calls at once are one change', async () => {
    const shop = aShop()
    await Promise.all(Array.from({ length: 20 }, () => doors.consent(aDecision(), { shop, pathPrefix: '/a/many' })))
    expect(await pathOf(shop)).toBe('/a/many')
    expect(await jobsOf(shop, 'banner-publication')).toBe(1)
  })

  test('a call from before the move, that came late, does not move it back', async () => {
    const shop = aShop()
    await get('/proxy/address', { shop, pathPrefix: '/tools/new' })
    await get('/proxy/address', { shop, pathPrefix: '/apps/privacy', age: 60 })
    expect(await pathOf(shop)).toBe('/tools/new')
  })
})

test('two processes agree on the newest call, whichever of them got it', async () => {
  const shop = aShop() as ShopDomain
  // As a second process has it: the module again, with a memory of its own.
  const again = '../../app/banner/installation/follow-proxy-path.ts?second'
  const other: typeof import('../../app/banner/installation/follow-proxy-path.ts') = await import(again)
  expect(other.followProxyPath).not.toBe(followProxyPath)
  const at = (seconds: number) => new Date(Math.trunc(Date.now() / 1_000 + seconds) * 1_000)
  for (const follow of [followProxyPath, other.followProxyPath])
    await follow(shop, { path: '/apps/privacy', signedAt: at(-30) })
  await followProxyPath(shop, { path: '/tools/new', signedAt: at(-20) })
  await other.followProxyPath(shop, { path: '/tools/new', signedAt: at(-19) })
  await followProxyPath(shop, { path: '/a/newest', signedAt: at(-10) })
  // It has waited in the other's queue since before the move.
  await other.followProxyPath(shop, { path: '/tools/new', signedAt: at(-11) })
  expect(await pathOf(shop)).toBe('/a/newest')
  await other.followProxyPath(shop, { path: '/community/last', signedAt: at(0) })
  expect(await pathOf(shop)).toBe('/community/last')
  expect(await jobsOf(shop, 'banner-publication')).toBe(3)
})

describe('nobody but Shopify moves it', () => {
  test.each<[string, ProxyOptions]>([
    ['unsigned', { pathPrefix: '/tools/evil', unsigned: true }],
    ['signed with another secret', { pathPrefix: '/tools/evil', secret: 'guessed' }],
    ['signed too long ago', { pathPrefix: '/tools/evil', age: 120 }],
    ['with a second path beside the signed one', { tampered: [['path_prefix', '/tools/evil']] }],
    ['to a prefix that Shopify does not offer', { pathPrefix: '/pages/evil' }],
    ['to two parts', { pathPrefix: '/apps/evil/consent' }],
    ['to another host', { pathPrefix: '//evil.example/apps/x' }],
  ])('%s: the call is refused and the path stays', async (_, options) => {
    const shop = aShop()
    await doors.consent(aDecision(), { shop })
    expect((await get('/proxy/address', { shop, ...options })).status).toBe(401)
    expect((await doors.consent(aDecision(), { shop, ...options })).status).toBe(401)
    expect(await pathOf(shop)).toBe('/apps/privacy')
    expect(await jobsOf(shop, 'banner-publication')).toBe(0)
  })

  test('a shop without Kept leaves no trace', async () => {
    const shop = aShopWithoutKept()
    expect((await doors.consent(aDecision(), { shop, pathPrefix: '/tools/x' })).status).toBe(410)
    const { rows } = await pool.query('SELECT 1 FROM pgboss.job WHERE data->>$1 = $2', ['shop', shop])
    expect(rows).toEqual([])
  })
})

test('a shop that removes Kept and comes back starts where the app declares it', async () => {
  const shop = aShop() as ShopDomain
  await get('/proxy/address', { shop, pathPrefix: '/tools/x' })
  await forShop(shop, (tx) => noteUninstalled(tx, new Date(Date.now() + 1_000)))
  await forShop(shop, noteInstalled)
  expect(await pathOf(shop)).toBeNull()
})

test('staff see where choices go while the storefront has another address', async () => {
  const shop = aShop() as ShopDomain
  const state = () => forShop(shop, (tx) => bannerState(tx, { registerVersion: null, settingsRevision: 0 }))
  expect((await state()).proxy).toEqual({ seen: null, published: null })
  await get('/proxy/address', { shop, pathPrefix: '/tools/x' })
  expect((await state()).proxy).toEqual({ seen: '/tools/x', published: null })
})

test('a person who opens the address reads that it is right; a script gets the path', async () => {
  const shop = aShop()
  const call = { shop, pathPrefix: '/fr/tools/x' }
  expect(await (await get('/proxy/address', call)).json()).toEqual({ kept: '/fr/tools/x' })
  const page = await get('/proxy/address', call, { accept: 'text/html', 'accept-language': 'fr' })
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(await page.text()).toContain('bonne adresse')
})

test('receipts and policy links lead to where the visitor is', async () => {
  const shop = aShop() as ShopDomain
  const decision = aDecision()
  await doors.consent(decision, { shop, pathPrefix: '/tools/vie_privee' })
  await forShop(shop, sealNext)
  const page = await (
    await get(`/proxy/receipts/${decision.id}`, { shop, pathPrefix: '/fr/tools/vie_privee' }, { accept: 'text/html' })
  ).text()
  expect(page).toContain(`/fr/tools/vie_privee/receipts/${decision.id}.json`)
  expect(page).not.toContain('/apps/privacy')
})
