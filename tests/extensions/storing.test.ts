import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { banner, preferences, press, visit } from './browser.ts'
import { BANNER } from './storefront.ts'

const ALL = (granted: boolean) => ({ preferences: granted, analytics: granted, marketing: granted })
const choice = (page: Page) => page.evaluate(() => window.Kept.choice())
const told = (page: Page) => page.evaluate<object[]>('__calls')

/** Until not one character more goes in. */
const fillUp = (page: Page) =>
  page.evaluate(() => {
    let text = 'x'.repeat(4_000_000)
    for (let n = 0; text; n += 1) {
      try {
        localStorage.setItem(`full${n}`, text)
      } catch {
        text = text.slice(0, Math.floor(text.length / 2))
      }
    }
  })

/** What a browser does that takes no storage of this kind. */
const REFUSING = {
  'refuses every write': () => {
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    Storage.prototype.setItem = refuse
    const real = localStorage
    const full = new Proxy(real, {
      get: (store, key) => {
        const value = Reflect.get(store, key)
        return typeof value === 'function' ? value.bind(store) : value
      },
      set: refuse,
    })
    Object.defineProperty(window, 'localStorage', { get: () => full })
  },
  'throws when it is touched': () => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
  },
  'is missing': () => {
    Object.defineProperty(window, 'localStorage', { value: null })
  },
} as const

const NO_COOKIES = () => {
  Object.defineProperty(document, 'cookie', { get: () => '', set: () => {} })
}
const COOKIES_THROW = () => {
  const refuse = () => {
    throw new DOMException('sandboxed', 'SecurityError')
  }
  Object.defineProperty(document, 'cookie', { get: refuse, set: refuse })
}

test('a shopper who accepts and then refuses with a full storage stays refused, is told to Shopify and recorded', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await fillUp(page)
  await press(page, 'open')
  await press(page, 'no')
  await expect.poll(() => shop.received.length).toBe(2)
  expect(shop.received[1]?.body.choices).toEqual(ALL(false))
  expect(await choice(page)).toEqual(ALL(false))
  await expect.poll(() => told(page)).toEqual([ALL(true), ALL(false)])
  await page.reload()
  expect(await banner(page).isVisible()).toBe(false)
  expect(await choice(page)).toEqual(ALL(false))
})

test.each(Object.keys(REFUSING) as (keyof typeof REFUSING)[])(
  'where storage %s, a refusal after an acceptance holds on this page and the next, is told and recorded',
  async (kind) => {
    await using shopper = await visit()
    const { page, shop } = shopper
    await press(page, 'yes')
    await shopper.recorded(1)
    await page.addInitScript(REFUSING[kind])
    await page.reload()
    await press(page, 'open')
    await press(page, 'no')
    await expect.poll(() => shop.received.length).toBe(2)
    expect(shop.received[1]?.body.choices).toEqual(ALL(false))
    await expect.poll(() => told(page)).toEqual([ALL(false)])
    expect(await choice(page)).toEqual(ALL(false))
    await page.reload()
    expect(await banner(page).isVisible()).toBe(false)
    expect(await choice(page)).toEqual(ALL(false))
  },
)

test.each([
  ['takes no cookies', NO_COOKIES],
  ['throws at cookies', COOKIES_THROW],
])(
  'a browser that stores nothing and %s still keeps a choice for the page, tells and records it',
  async (_, cookies) => {
    await using shopper = await visit()
    const { page, shop } = shopper
    await page.addInitScript(REFUSING['throws when it is touched'])
    await page.addInitScript(cookies)
    await page.reload()
    await press(page, 'yes')
    await expect.poll(() => shop.received.length).toBe(1)
    await expect.poll(() => choice(page)).toEqual(ALL(true))
    await press(page, 'open')
    await press(page, 'no')
    await expect.poll(() => shop.received.length).toBe(2)
    expect(await choice(page)).toEqual(ALL(false))
    await expect.poll(() => told(page)).toEqual([ALL(true), ALL(false)])
    expect(shop.received[1]?.body).toMatchObject({
      choices: ALL(false),
      visitor: shop.received[0]?.body.visitor,
      previous: shop.received[0]?.body.id,
    })
  },
)

test('a full storage and no cookies: the older acceptance makes room for the refusal', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await page.addInitScript(NO_COOKIES)
  await page.reload()
  await press(page, 'yes')
  await shopper.recorded(1)
  await fillUp(page)
  await press(page, 'open')
  await press(page, 'no')
  await expect.poll(() => shop.received.length).toBe(2)
  await page.reload()
  expect(await choice(page)).toEqual(ALL(false))
})

test('a browser that throws away what scripts store still knows the choice by its cookie, and the visitor is the same', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await press(page, 'no')
  await shopper.recorded(1)
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  expect(await banner(page).isVisible()).toBe(false)
  await press(page, 'open')
  await preferences(page).getByRole('link', { name: shop.received[0]?.body.id }).waitFor()
  await press(page, 'yes')
  await shopper.recorded(2)
  expect(shop.received[1]?.body).toMatchObject({
    visitor: shop.received[0]?.body.visitor,
    previous: shop.received[0]?.body.id,
  })
})

test('the newer choice counts, in whichever store it is', async () => {
  await using shopper = await visit()
  const { page } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  const accepted = await page.evaluate(() => localStorage.kp1)
  await press(page, 'open')
  await press(page, 'no')
  await shopper.recorded(2)
  // As if the second write had not reached the storage.
  await page.evaluate((older) => {
    localStorage.kp1 = older
  }, accepted)
  await page.reload()
  expect(await choice(page)).toEqual(ALL(false))
})

test('the cookie holds no more than the choice, goes to this host alone, and lives as long as the choice', async () => {
  await using shopper = await visit(
    {},
    { expects: /status of 503/, before: (shop) => Object.assign(shop, { answer: { status: 503 } }) },
  )
  const { page } = shopper
  await press(page, 'no')
  await expect.poll(() => page.evaluate(() => JSON.parse(localStorage.kp1).q.length)).toBe(1)
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'kp1')
  const kept = JSON.parse(decodeURIComponent(cookie?.value ?? ''))
  expect(kept.c.analytics[0]).toBe(0)
  expect(kept.q).toBeUndefined()
  expect(cookie).toMatchObject({ domain: '127.0.0.1', path: '/', sameSite: 'Lax' })
  const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400
  expect(days).toBeGreaterThan(BANNER_MONTHS * 30)
  expect(days).toBeLessThan(BANNER_MONTHS * 31 + 1)
})
const BANNER_MONTHS = BANNER.months

test('what another tab chooses where only cookies are kept counts here once the page is seen again', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await page.context().addInitScript(REFUSING['throws when it is touched'])
  await page.reload()
  const other = await page.context().newPage()
  await other.goto(shop.url)
  await press(other, 'no')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await banner(page).waitFor({ state: 'hidden' })
})
