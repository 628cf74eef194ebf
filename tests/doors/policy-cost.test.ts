import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { forShop, pool } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { publicPage } from '../../app/policy/index.ts'
import * as documents from '../../app/policy/policy.ts'
import * as runInThread from '../../app/policy/run-in-thread.ts'
import { settleVersion, writeDraft } from '../../app/register/index.ts'
import { aPurpose, aRegister } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aShop, type Doors, openDoors, signedProxyPath } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())
afterEach(() => vi.restoreAllMocks())

async function aShopWithVersions(...names: string[]): Promise<ShopDomain> {
  const shop = aShop() as ShopDomain
  for (const [index, name] of names.entries()) {
    const register = aRegister({
      languages: { default: 'en', offered: ['en', 'fr', 'de'] },
      purposes: [aPurpose({ name: { en: name } })],
    })
    await forShop(shop, async (tx) => {
      const revision = await writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' })
      await freezeJudged(tx, { revision, author: '7' })
      await settleVersion(tx, index + 1, { state: 'published', at: new Date() })
    })
  }
  return shop
}

const read = (shop: string, path: string, init: RequestInit = {}) =>
  fetch(doors.url + signedProxyPath(`/proxy/policy${path}`, { shop }), init)

/** What the database is asked while some work is done. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = []
  const connect = pool.connect.bind(pool)
  const watched = vi.spyOn(pool, 'connect').mockImplementation((async () => {
    const client = await connect()
    const query = client.query.bind(client) as (...asked: unknown[]) => unknown
    Object.assign(client, {
      query: (...asked: unknown[]) => {
        statements.push(String(asked[0]))
        return query(...asked)
      },
    })
    return client
  }) as typeof pool.connect)
  await work()
  watched.mockRestore()
  return statements
}

describe('one reader of the policy costs nobody else anything', () => {
  test('a version is computed once for all readers and languages', async () => {
    const shop = await aShopWithVersions('Orders', 'Parcels')
    const worked = vi.spyOn(runInThread, 'runPolicyTask')
    const asked = { number: 2, languages: [], prefix: '/apps/privacy' }
    await Promise.all(Array.from({ length: 6 }, () => publicPage(shop, asked)))
    for (const language of ['en', 'fr', 'de'])
      for (const path of ['/2', ''])
        expect((await read(shop, path, { headers: { 'accept-language': language } })).status).toBe(200)
    expect(worked).toHaveBeenCalledTimes(1)
    expect(worked.mock.calls[0]?.[0]).toBe('renderReadings')
  })

  test('no page is written or compared in the process that answers', async () => {
    const shop = await aShopWithVersions('Orders', 'Parcels')
    const written = [vi.spyOn(documents, 'policyOf'), vi.spyOn(documents, 'cookiePageOf')]
    expect(await (await read(shop, '/2')).text()).toContain('What has changed')
    for (const each of written) expect(each).not.toHaveBeenCalled()
  })

  test('who reads it again is answered from two short statements, without the registers', async () => {
    const shop = await aShopWithVersions('Orders', 'Parcels')
    await read(shop, '/2')
    for (const path of ['/2', '']) {
      const statements = await statementsOf(() => read(shop, path))
      const asked = statements.filter((text) => /^\s*SELECT/.test(text))
      expect(asked.length).toBeLessThanOrEqual(2)
      for (const text of asked) expect(text).not.toMatch(/content|html/)
    }
  })

  test('HEAD and a page that the reader has already do not even read the text', async () => {
    const shop = await aShopWithVersions('Orders', 'Parcels')
    const head = await read(shop, '/1', { method: 'HEAD' })
    const etag = head.headers.get('etag') ?? ''
    expect(head.status).toBe(200)
    expect(etag).toMatch(/^"[\w-]{43}"$/)
    const statements = await statementsOf(async () => {
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
        const known = await read(shop, '/1', { headers: { 'if-none-match': tag } })
        expect([known.status, await known.text()]).toEqual([304, ''])
      }
    })
    expect(statements.length).toBeGreaterThan(0)
    expect(statements.join()).not.toContain('html')
    const other = await read(shop, '/1', { headers: { 'if-none-match': '"other"' } })
    expect(other.status).toBe(200)
  })

  test('a new version gives the one before it another ETag: it is no longer in force', async () => {
    const shop = await aShopWithVersions('Orders')
    const before = (await read(shop, '/1')).headers.get('etag')
    await forShop(shop, async (tx) => {
      const register = aRegister({ purposes: [aPurpose({ name: { en: 'Parcels' } })] })
      const revision = await writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' })
      await freezeJudged(tx, { revision, author: '7' })
      await settleVersion(tx, 2, { state: 'published', at: new Date() })
    })
    const after = await read(shop, '/1', { headers: { 'if-none-match': before ?? '' } })
    expect(after.status).toBe(200)
    expect(await after.text()).toContain('no longer in force')
  })
})
