import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { banner, preferences, press, visit } from './browser.ts'
import { BANNER, type PageOptions } from './storefront.ts'

const SALE = { ...BANNER, purposes: [...BANNER.purposes, { key: 'sale_of_data', signal: 'sale_of_data', since: 1 }] }
const calls = (page: Page) => page.evaluate('__calls')
const choice = (page: Page) => page.evaluate(() => window.Kept.choice())
const reopen = (page: Page) => page.locator('site-choices #r')

test.each(['FR', 'DE', 'GB', 'CH', 'NO', 'RE'])(
  'a shopper in %s is asked before Shopify has said anything',
  async (country) => {
    await using shopper = await visit({ country, shopify: { loadAfter: 'absent' } })
    await banner(shopper.page).waitFor()
  },
)

test('a shopper in Japan is not asked, and what Shopify allows there is allowed', async () => {
  await using shopper = await visit({ country: 'JP', shopify: { region: 'JP13' } })
  await reopen(shopper.page).waitFor()
  expect(await banner(shopper.page).isVisible()).toBe(false)
  await expect.poll(() => choice(shopper.page)).toEqual({ preferences: true, analytics: true, marketing: true })
  expect(await calls(shopper.page)).toEqual([])
  expect(shopper.shop.received).toEqual([])
})

test('a purpose beyond the signals of Shopify is never allowed without being asked, in any region', async () => {
  const banner = { ...BANNER, purposes: [{ key: 'profiling', signal: null, since: 1 }, ...BANNER.purposes] }
  await using shopper = await visit({ banner, country: 'JP', shopify: { region: 'JP13' } })
  await expect.poll(() => choice(shopper.page)).toMatchObject({ analytics: true, profiling: false })
})

test('a traveller whom Shopify places in France is asked, whatever country the shop has picked', async () => {
  await using shopper = await visit({ country: 'JP', shopify: { region: 'FRIDF', loadAfter: 100 } })
  await banner(shopper.page).waitFor()
  expect(Object.values(await choice(shopper.page))).toEqual([false, false, false])
})

test.each([
  ['unknown to Shopify', { region: '' }, true],
  ['unknowable, its API being blocked', { loadAfter: 'error' as const }, false],
  ['unknowable, its API being absent', { loadAfter: 'absent' as const }, false],
])('nothing is granted in a region %s', async (_, shopify, asked) => {
  await using shopper = await visit({ country: 'JP', shopify }, { isTimeStopped: true })
  // Longer than Shopify is asked for.
  await shopper.page.clock.runFor(90_000)
  expect(await banner(shopper.page).isVisible()).toBe(asked)
  expect(Object.values(await choice(shopper.page))).toEqual([false, false, false])
})

test('a shop that asks everywhere asks in Japan too', async () => {
  await using shopper = await visit({
    banner: { ...BANNER, mode: 'everywhere' },
    country: 'JP',
    shopify: { region: 'JP13' },
  })
  await banner(shopper.page).waitFor()
  expect(Object.values(await choice(shopper.page))).toEqual([false, false, false])
})

test('a Californian is not asked but can opt out of the sale of data, alone', async () => {
  await using shopper = await visit({ banner: SALE, country: 'US', shopify: { region: 'USCA' } })
  const { page, shop } = shopper
  await reopen(page).click()
  const boxes = preferences(page).getByRole('checkbox')
  await boxes.nth(3).waitFor()
  await boxes.nth(3).uncheck()
  await press(page, 'save')
  await shopper.recorded(1)
  expect(shop.received[0]?.body).toMatchObject({
    choices: { preferences: true, analytics: true, marketing: true, sale_of_data: false },
    region: 'USCA',
  })
  expect(await calls(page)).toEqual([{ preferences: true, analytics: true, marketing: true, sale_of_data: false }])
  const [, , signals] = (await page.evaluate(() => [...((window.dataLayer ?? []).at(-1) as unknown[])])) as [
    string,
    string,
    Record<string, string>,
  ]
  expect(signals).toMatchObject({ ad_storage: 'granted', ad_user_data: 'denied', ad_personalization: 'denied' })
})

describe('what is on until a visitor says no', () => {
  const ALL: PageOptions = { banner: { ...SALE, mode: 'everywhere' }, locale: 'en' }
  const OPT_OUT = 'We use cookies for these purposes unless you opt out.'
  const ASKED = 'May we use cookies for these purposes?'

  test.each<[string, PageOptions, string]>([
    ['a Californian, whose law is opt-out', { country: 'US', shopify: { region: 'USCA' } }, OPT_OUT],
    ['a New Yorker, where Shopify waits for nobody', { country: 'US', shopify: { region: 'USNY' } }, OPT_OUT],
    ['a German in a shop that is read for the US', { country: 'US', shopify: { region: 'DEBE' } }, ASKED],
    ['somebody nobody knows where', { country: 'US', shopify: { region: '' } }, ASKED],
    ['somebody whose Shopify is blocked', { country: 'US', shopify: { loadAfter: 'error' } }, ASKED],
    ['a French visitor', { country: 'FR' }, ASKED],
  ])('%s reads in the banner what is true there', async (_, where, text) => {
    await using shopper = await visit({ ...ALL, ...where })
    await banner(shopper.page).getByText(text).waitFor()
    expect(
      await banner(shopper.page)
        .getByText(text === ASKED ? OPT_OUT : ASKED)
        .count(),
    ).toBe(0)
  })

  test('nobody reads “if you agree” about what is on, and everybody about what waits for them', async () => {
    const says = (name: string) => ({
      en: { name, description: `If you agree, ${name}.`, more: `If you agree, all ${name}.` },
    })
    const purposes = [
      { key: 'ads', signal: 'marketing', since: 1, text: says('ads') },
      { key: 'profiling', signal: null, since: 1, text: says('profiles') },
    ]
    await using shopper = await visit({
      ...ALL,
      banner: { ...SALE, mode: 'everywhere', purposes },
      country: 'US',
      shopify: { region: 'USCA' },
    })
    const { page } = shopper
    await banner(page).getByText(OPT_OUT).waitFor()
    expect(await banner(page).getByRole('listitem').allInnerTexts()).toEqual([
      'ads',
      'profiles – If you agree, profiles.',
    ])
    await press(page, 'open')
    expect(await preferences(page).locator('label').allInnerTexts()).toEqual([
      'ads',
      'profiles – If you agree, all profiles.',
    ])
  })

  test('a Californian who opens the preferences reads that what is ticked is on, and after a choice what holds then', async () => {
    await using shopper = await visit({ banner: SALE, locale: 'en', country: 'US', shopify: { region: 'USCA' } })
    const { page } = shopper
    await reopen(page).click()
    await preferences(page).getByText('What is ticked is on unless you opt out').waitFor()
    await press(page, 'no')
    await shopper.recorded(1)
    await page.reload()
    await reopen(page).click()
    await preferences(page).getByText('What you do not tick stays off').waitFor()
  })
})

test('a European is never asked about the sale of data', async () => {
  await using shopper = await visit({ banner: SALE })
  const { page, shop } = shopper
  expect(await banner(page).getByRole('listitem').count()).toBe(3)
  await press(page, 'open')
  expect(await preferences(page).getByRole('checkbox').count()).toBe(3)
  await press(page, 'yes')
  await shopper.recorded(1)
  expect(Object.keys(shop.received[0]?.body.choices ?? {})).toEqual(['preferences', 'analytics', 'marketing'])
})

test('the GPC signal of a Californian is a recorded refusal, once, and marketing stays off', async () => {
  await using shopper = await visit({ banner: SALE, country: 'US', shopify: { region: 'USCA' } }, { gpc: true })
  const { page, shop } = shopper
  await shopper.recorded(1)
  expect(shop.received[0]?.body).toMatchObject({
    choices: { marketing: false, sale_of_data: false },
    surface: 'gpc',
    gpc: true,
  })
  expect(await calls(page)).toEqual([{ marketing: false, sale_of_data: false }])
  expect(await choice(page)).toEqual({ preferences: true, analytics: true, marketing: false, sale_of_data: false })
  await page.reload()
  // It is shown in the step in which the signal would have been taken for a new refusal.
  await reopen(page).waitFor()
  expect(await page.evaluate(() => JSON.parse(localStorage.kp1).i)).toBe(shop.received[0]?.body.id)
  expect(shopper.calls).toHaveLength(1)
})

test('a European with GPC reads that it is honoured, is still asked, and an explicit acceptance wins', async () => {
  await using shopper = await visit({}, { gpc: true })
  const { page, shop } = shopper
  await shopper.recorded(1)
  expect(shop.received[0]?.body).toMatchObject({ choices: { marketing: false }, surface: 'gpc' })
  expect(await banner(page).getByText('GPC').isVisible()).toBe(true)
  await page.reload()
  expect(await banner(page).locator('li:visible').count()).toBe(3)
  await press(page, 'yes')
  await shopper.recorded(2)
  expect(shop.received[1]?.body).toMatchObject({
    choices: { preferences: true, analytics: true, marketing: true },
    surface: 'banner',
    gpc: true,
    previous: shop.received[0]?.body.id,
  })
  await expect.poll(() => choice(page)).toEqual({ preferences: true, analytics: true, marketing: true })
  await page.reload()
  await reopen(page).waitFor()
  expect(await choice(page)).toEqual({ preferences: true, analytics: true, marketing: true })
})

test('a browser without GPC is not told about it', async () => {
  await using shopper = await visit()
  await banner(shopper.page).waitFor()
  expect(await banner(shopper.page).getByText('GPC').isVisible()).toBe(false)
})

test('in the theme editor the banner is a preview: pressed or not, nothing is stored, told or recorded', async () => {
  await using shopper = await visit({ designMode: true, country: 'JP' }, { isTimeStopped: true })
  const { page } = shopper
  await press(page, 'open')
  await press(page, 'yes')
  expect(await banner(page).isVisible()).toBe(false)
  await page.clock.runFor(90_000)
  const stored = await page.evaluate(() => [localStorage.length, document.cookie])
  expect([await calls(page), shopper.calls, stored]).toEqual([[], [], [0, '']])
})

test('a shop that wants no floating button keeps its footer link, and gets the button where it has none', async () => {
  await using shopper = await visit({ banner: { ...BANNER, look: { reopen: 'link' } } })
  const { page } = shopper
  await press(page, 'no')
  await shopper.recorded(1)
  expect(await reopen(page).isVisible()).toBe(false)
  await page.reload()
  await page.locator('#footer').click()
  await preferences(page).waitFor()
  await page.addInitScript(() =>
    document.addEventListener('DOMContentLoaded', () => document.getElementById('footer')?.remove(), true),
  )
  await page.reload()
  await reopen(page).waitFor()
})
