import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { saveSettings } from '../../app/banner/index.ts'
import { DEFAULT_SETTINGS } from '../../app/banner/settings/model.ts'
import { appendEvent } from '../../app/consent/index.ts'
import { workLook } from '../../app/drift/look.ts'
import { lookQueue } from '../../app/drift/queues.ts'
import { enqueueDueLooks, LOOKS_AT_ONCE } from '../../app/drift/schedule.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { acceptDrift } from '../../app/policy/index.ts'
import { publicationInForce } from '../../app/policy/publication/store.ts'
import { dismiss, reportTrackers } from '../../app/register/index.ts'
import { anEvent } from '../consent/an-event.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { withFault } from '../stand-in/a-stand-in.ts'
import {
  aPublishedShop,
  drift,
  editPolicy,
  giveUpLooking,
  inShop,
  kindsNow,
  look,
  lookAsStaff,
  mend,
  noted,
  overview,
  SHOP,
  standIn,
  takeMails,
} from './a-drifting-shop.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

beforeAll(startQueue)
beforeEach(aPublishedShop)
afterEach(async () => {
  clock.shift(0)
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
})
afterAll(() => stopQueue(0))

describe('staff see on Home what differs', () => {
  test('nothing, and when Kept looked, while the shop shows what was published', async () => {
    expect(await overview()).toMatchObject({ drifts: [], isPublished: true, lookedAt: null })
    await look()
    expect(await overview()).toMatchObject({ drifts: [], lookedAt: expect.any(Date), isStale: false, failedAt: null })
  })

  test('a policy that somebody changed in Shopify, since when it was found, until it is as before', async () => {
    drift()
    await look()
    expect((await overview()).drifts).toMatchObject([
      { kind: 'policy_changed', count: 1, noted: { foundAt: expect.any(Date) } },
    ])
    mend()
    await look()
    expect(await kindsNow()).toEqual([])
    expect(await noted()).toMatchObject([{ kind: 'policy_changed', number: 1, resolvedAt: expect.any(Date) }])
  })

  test.each<[string, () => void]>([
    ['of the same page', () => editPolicy((body) => body.replace('sell everything', 'sell your address'))],
    [
      'of another page',
      () => {
        for (const page of standIn.state.shop.pages) page.isPublished = false
      },
    ],
  ])('no longer what they accepted; but a further change %s is a new one', async (_which, further) => {
    drift()
    await look()
    const inForce = await inShop(publicationInForce)
    await inShop((tx) => acceptDrift(tx, inForce?.id ?? '', '42'))
    expect(await kindsNow()).toEqual([])
    await look()
    expect(await kindsNow()).toEqual([])
    further()
    await look()
    expect(await kindsNow()).toEqual(['policy_changed'])
  })

  test('a language that the shop added', async () => {
    standIn.state.shop.locales.push({ locale: 'it', name: 'Italian', primary: false, published: true })
    try {
      await look()
      expect((await overview()).drifts).toMatchObject([{ kind: 'policy_language', count: 1 }])
    } finally {
      standIn.state.shop.locales.pop()
    }
  })

  test('a tracker that the register lacks, at once, until staff say that it needs no entry', async () => {
    await inShop((tx) => reportTrackers(tx, { names: ['something-new'] }))
    expect((await overview()).drifts).toMatchObject([
      { kind: 'trackers_undeclared', count: 1, since: expect.any(Date), noted: null },
    ])
    await look()
    expect((await overview()).drifts[0]?.noted).toMatchObject({ foundAt: expect.any(Date) })
    await inShop((tx) => dismiss(tx, ['something-new'], new Date()))
    expect(await kindsNow()).toEqual([])
  })

  test('a banner that has not reached the storefront, but not while it is on its way', async () => {
    await inShop((tx) => saveSettings(tx, { typed: DEFAULT_SETTINGS, revision: 0 }, '42'))
    clock.shift(10 * 60_000)
    expect(await kindsNow()).toEqual([])
    clock.shift(HOUR_MS)
    expect((await overview()).drifts).toMatchObject([{ kind: 'banner_behind', since: expect.any(Date) }])
  })

  test('Shopify’s own banner, once visitors are asked by Kept’s', async () => {
    standIn.state.shop.privacyFeatures.COOKIE_BANNER = true
    await look()
    expect(await kindsNow()).toEqual([])
    await appendEvent(SHOP, anEvent())
    expect(await kindsNow()).toContain('own_banner')
  })

  test('that choices have stopped arriving, and since when', async () => {
    for (let ago = 30; ago >= 3; ago -= 1) {
      clock.shift(-ago * DAY_MS)
      for (let n = 0; n < 12; n += 1) await appendEvent(SHOP, anEvent())
    }
    clock.shift(0)
    expect((await overview()).drifts).toMatchObject([{ kind: 'arrivals_stopped', since: expect.any(Date) }])
  })
})

describe('no calm without a look', () => {
  test('while Shopify fails, what Kept itself knows is found, and the rest is said to be unseen', async () => {
    await inShop((tx) => reportTrackers(tx, { names: ['something-new'] }))
    await withFault(standIn, { operation: 'KeptPrivacyOfShop', kind: '500', times: 100 })
    await expect(look()).rejects.toThrow()
    expect(await overview()).toMatchObject({ lookedAt: null, failedAt: null })
    expect(await noted()).toMatchObject([{ kind: 'trackers_undeclared' }])
    await giveUpLooking()
    const { failedAt } = await overview()
    expect(failedAt).toEqual(expect.any(Date))
    clock.shift(DAY_MS)
    await giveUpLooking()
    expect((await overview()).failedAt).toEqual(failedAt)
    await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
    await look()
    expect(await overview()).toMatchObject({ lookedAt: expect.any(Date), failedAt: null })
  })

  test('a look from before what is published now says nothing of it', async () => {
    clock.shift(-HOUR_MS)
    await look()
    clock.shift(0)
    expect(await overview()).toMatchObject({ isPublished: true, lookedAt: null })
  })

  test('a look of the day before yesterday is no look', async () => {
    await look()
    clock.shift(2 * DAY_MS + 60_000)
    expect(await overview()).toMatchObject({ isStale: true })
  })

  test('staff look themselves; nobody is written to for what they see', async () => {
    drift()
    await lookAsStaff()
    expect(await kindsNow()).toEqual(['policy_changed'])
    expect(await takeMails()).toEqual([])
    editPolicy((body) => body.replace('We may sell everything', 'We may sell something'))
    await look()
    expect(await takeMails()).toMatchObject([{ drifts: [{ kind: 'policy_changed', number: 1 }] }])
  })

  test('two looks at once find a drift once', async () => {
    drift()
    await Promise.all([look(), look(), lookAsStaff()])
    expect(await noted()).toMatchObject([{ kind: 'policy_changed', number: 1 }])
    expect(await takeMails()).toHaveLength(1)
  })

  test('a shop that has removed Kept is left alone', async () => {
    await inShop((tx) => tx.installation.updateMany({ data: { uninstalledAt: new Date() } }))
    await workLook({ shop: SHOP, receivedAt: 1 }, async () => null)
    expect(await noted()).toEqual([])
    await expect(look()).rejects.toThrow('The shop has not installed Kept')
  })
})

describe('every shop is looked at once a day', () => {
  const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  beforeAll(() => owner.connect())
  afterAll(() => owner.end())
  /** Shops of other tests would be due too. */
  beforeEach(async () => {
    await owner.query(`
      INSERT INTO drift_watches (shop, next_look_at) SELECT shop, now() + interval '10 years' FROM installations
      ON CONFLICT (shop) DO UPDATE SET next_look_at = excluded.next_look_at`)
  })

  async function jobsOf(shop: string): Promise<number> {
    const { rows } = await pool.query(
      `SELECT count(*)::int AS jobs FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2`,
      [lookQueue.name, shop],
    )
    return rows[0].jobs
  }
  const dueSince = (shop: string, at: Date) =>
    forShop(shopDomain.parse(shop), (tx) => tx.driftWatch.updateMany({ data: { nextLookAt: at } }))
  const aDueShop = async (at = new Date()) => {
    const shop = aShop()
    await dueSince(shop, at)
    return shop
  }

  test('by one job, also where two workers look for work at once', async () => {
    const shop = await aDueShop()
    await Promise.all([enqueueDueLooks(), enqueueDueLooks()])
    expect(await jobsOf(shop)).toBe(1)
    expect(await enqueueDueLooks()).toBe(0)
    clock.shift(DAY_MS + HOUR_MS)
    expect(await enqueueDueLooks()).toBe(1)
    expect(await jobsOf(shop)).toBe(2)
  })

  test('from the first time that it opened Kept on', async () => {
    const shop = aShop()
    await owner.query('DELETE FROM drift_watches WHERE shop = $1', [shop])
    expect(await enqueueDueLooks()).toBe(1)
    expect(await jobsOf(shop)).toBe(1)
  })

  test('those that waited the longest first, a few at a time', async () => {
    const shops: string[] = []
    for (let n = 0; n < LOOKS_AT_ONCE + 5; n += 1) shops.push(await aDueShop(new Date(1_600_000_000_000 + n)))
    expect(await enqueueDueLooks()).toBe(LOOKS_AT_ONCE)
    expect(await Promise.all(shops.map(jobsOf))).toEqual(shops.map((_, n) => (n < LOOKS_AT_ONCE ? 1 : 0)))
    expect(await enqueueDueLooks()).toBe(5)
  })

  test('but not one that has removed Kept', async () => {
    const shop = shopDomain.parse(await aDueShop())
    await forShop(shop, (tx) => tx.installation.updateMany({ data: { uninstalledAt: new Date() } }))
    expect(await enqueueDueLooks()).toBe(0)
    expect(await jobsOf(shop)).toBe(0)
  })
})
