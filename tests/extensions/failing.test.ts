import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { banner, preferences, press, visit } from './browser.ts'
import type { PageOptions } from './storefront.ts'

const TRACKERS = `<script type="text/plain" data-purpose="analytics" src="/tracker-1.js"></script>
<script type="text/plain" data-purpose="marketing">(window.ran??=[]).push('inline')</script>
<iframe title="Video" data-src="/video" data-purpose="marketing" width="400" height="300"></iframe>`

/** More than anything here waits for: Shopify is asked five times, over 40 s at most. */
const LATER_MS = 90_000
/** A record waits for Shopify's consent id no longer than this. */
const COURTESY_MS = 1500

const ran = (page: Page) => page.evaluate<string[]>('window.ran ?? []')
/** What a browser writes to the console where the app refuses. */
const REFUSED = /the server responded with a status of \d+/

const memory = (page: Page) => page.evaluate(() => JSON.parse(localStorage.kp1 ?? '{}'))
/** The page knows that its call has failed. */
const failed = (page: Page) => expect.poll(async () => (await memory(page)).f).toBe(1)
const nothingOptional = async (page: Page) => {
  expect(await ran(page)).toEqual([])
  expect(await page.evaluate(() => Object.values(window.Kept.choice()))).toEqual([false, false, false])
  expect(await page.evaluate(() => window.dataLayer?.length)).toBe(1)
  expect(await page.locator('iframe').getAttribute('src')).toBeNull()
}

test.each<[string, PageOptions['shopify']]>([
  ['is absent', { loadAfter: 'absent' }],
  ['never answers', { loadAfter: 'never' }],
  ['is blocked', { loadAfter: 'error' }],
  ['refuses the choice', { set: 'fail' }],
  ['never confirms the choice', { set: 'hang' }],
])('when the API of Shopify %s, an acceptance is kept and recorded, and nothing optional loads', async (_, shopify) => {
  await using shopper = await visit({ shopify, body: TRACKERS }, { isTimeStopped: true })
  const { page } = shopper
  await nothingOptional(page)
  await press(page, 'yes')
  expect(await banner(page).isVisible()).toBe(false)
  await page.clock.runFor(COURTESY_MS)
  await shopper.recorded(1)
  await page.clock.runFor(LATER_MS)
  await nothingOptional(page)
  await page.reload()
  expect(await banner(page).isVisible()).toBe(false)
  await page.clock.runFor(LATER_MS)
  await nothingOptional(page)
})

test('a choice that Shopify did not take is told again on the next page, and is used from then on', async () => {
  await using shopper = await visit({ shopify: { loadAfter: 'absent' }, body: TRACKERS }, { isTimeStopped: true })
  const { page, shop } = shopper
  await press(page, 'yes')
  await page.clock.runFor(COURTESY_MS)
  await shopper.recorded(1)
  shop.options.shopify = {}
  await page.reload()
  await page.clock.runFor(50)
  await expect.poll(async () => (await ran(page)).toSorted()).toEqual(['/tracker-1.js', 'inline'])
  expect(await page.evaluate('__calls.length')).toBe(1)
  expect(shopper.calls).toHaveLength(1)
})

test('a first failure of Shopify is tried again on the same page', async () => {
  await using shopper = await visit({ shopify: { set: 'failOnce' }, body: TRACKERS }, { isTimeStopped: true })
  const { page } = shopper
  await press(page, 'yes')
  await page.clock.runFor(900)
  await nothingOptional(page)
  await page.clock.runFor(200)
  await expect.poll(async () => (await ran(page)).toSorted()).toEqual(['/tracker-1.js', 'inline'])
})

test('an API that throws breaks neither the choice nor the page', async () => {
  await using shopper = await visit({
    body: '<script>Shopify.customerPrivacy.currentVisitorConsent=()=>{throw new Error("not ready")}</script>',
  })
  await press(shopper.page, 'no')
  await expect.poll(() => shopper.shop.received.length).toBe(1)
})

test('a late API delays neither the banner nor the choice', async () => {
  await using shopper = await visit({ shopify: { loadAfter: 2500 }, body: TRACKERS }, { isTimeStopped: true })
  const { page } = shopper
  await press(page, 'yes')
  expect(await banner(page).isVisible()).toBe(false)
  await page.clock.runFor(2400)
  await nothingOptional(page)
  await page.clock.runFor(200)
  await expect.poll(async () => (await ran(page)).toSorted()).toEqual(['/tracker-1.js', 'inline'])
})

test('with the asset blocked the page works, nothing optional loads, and a choice once made is not asked for again', async () => {
  await using shopper = await visit(
    { body: TRACKERS },
    { before: (shop) => Object.assign(shop, { asset: 'blocked' }), expects: /status of 404/ },
  )
  const { page } = shopper
  await press(page, 'yes')
  expect(await banner(page).isVisible()).toBe(false)
  await page.locator('#buy').click()
  await nothingOptional(page)
  await page.reload()
  expect(await banner(page).isVisible()).toBe(false)
  await nothingOptional(page)
})

test.each([503, 500, 429, 404, 401, 400, 413])(
  'a record that meets a %i waits in the browser and arrives, unchanged, on a later page',
  async (status) => {
    await using shopper = await visit(
      {},
      { before: (shop) => Object.assign(shop, { answer: { status } }), expects: REFUSED },
    )
    const { page, shop } = shopper
    await press(page, 'no')
    await failed(page)
    // Too soon: the next page leaves the app alone, though it is awake.
    shop.answer = { status: 202 }
    await page.reload()
    await page.waitForFunction(() => 'act' in window.Kept)
    expect(shopper.calls).toHaveLength(1)
    await page.evaluate(() => {
      window.Kept.m.n = 0
      window.Kept.save()
    })
    await page.reload()
    await shopper.recorded(2)
    expect(shop.received[1]?.body).toEqual(shop.received[0]?.body)
  },
)

test('a locked shop that redirects to its password page does not pass for an app that has recorded', async () => {
  await using shopper = await visit(
    {},
    {
      before: (shop) => Object.assign(shop, { answer: { status: 302, headers: { location: '/password' } } }),
      expects: /\/password/,
    },
  )
  const { page } = shopper
  await press(page, 'no')
  await failed(page)
  expect((await memory(page)).q).toHaveLength(1)
})

test('at most 20 records wait in a browser, and staff hear how many were given up for it', async () => {
  await using shopper = await visit(
    {},
    { before: (shop) => Object.assign(shop, { answer: { status: 503 } }), expects: REFUSED },
  )
  const { page } = shopper
  await press(page, 'no')
  await failed(page)
  await page.evaluate(() => window.Kept.open())
  await preferences(page).waitFor()
  for (let again = 0; again < 22; again++) {
    await page.evaluate(() => {
      window.Kept.open()
      window.Kept.act?.('no')
    })
  }
  const { q, g } = await memory(page)
  expect(q).toHaveLength(20)
  // The three that had to go are told with the records that follow.
  expect(q.reduce((sum: number, { gaveUp = 0 }) => sum + gaveUp, g)).toBe(3)
})

test('a shopper whose browser refuses storage can still choose, and is recorded', async () => {
  await using shopper = await visit({ shopify: { loadAfter: 'absent' } }, { isTimeStopped: true })
  const { page, shop } = shopper
  await page.addInitScript(() =>
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    }),
  )
  await page.reload()
  await press(page, 'no')
  expect(await banner(page).isVisible()).toBe(false)
  await page.clock.runFor(COURTESY_MS)
  await expect.poll(() => shop.received.length).toBe(1)
})

test('a shopper who leaves right after choosing is recorded all the same', async () => {
  await using shopper = await visit({ shopify: { loadAfter: 'never' } })
  const { page, shop } = shopper
  await press(page, 'no')
  await page.goto('about:blank')
  await expect.poll(() => shop.received.length).toBe(1)
})

test('a record that the app will not take holds back no other, and is tried again later', async () => {
  await using shopper = await visit(
    {},
    { before: (shop) => Object.assign(shop, { answer: { status: 503 } }), expects: REFUSED },
  )
  const { page, shop } = shopper
  await press(page, 'no')
  await failed(page)
  await press(page, 'open')
  await press(page, 'yes')
  await expect.poll(async () => (await memory(page)).f).toBe(2)
  const [refused, other] = (await memory(page)).q
  shop.answer = { status: 202 }
  await page.route('**/apps/privacy/consent', (route) =>
    route.request().postDataJSON().id === refused.id ? route.fulfill({ status: 400 }) : route.continue(),
  )
  await page.evaluate(() => {
    window.Kept.m.n = 0
    window.Kept.save()
  })
  await page.reload()
  await expect.poll(() => shop.received.at(-1)?.body.id).toBe(other.id)
  await expect.poll(async () => (await memory(page)).q).toEqual([refused])
  expect((await memory(page)).n).toBeGreaterThan(Date.now())
})

test('a record that could not be brought to the app for a month is given up, and the next one says so', async () => {
  await using shopper = await visit(
    {},
    { before: (shop) => Object.assign(shop, { answer: { status: 401 } }), expects: REFUSED },
  )
  const { page, shop } = shopper
  await press(page, 'no')
  await failed(page)
  await page.evaluate((age) => {
    for (const record of window.Kept.m.q ?? []) {
      const time = (Date.now() - age).toString(16).padStart(12, '0')
      record.id = `${time.slice(0, 8)}-${time.slice(8)}${record.id.slice(13)}`
    }
    window.Kept.m.n = 0
    window.Kept.save()
  }, 31 * 864e5)
  shop.answer = { status: 202 }
  await page.reload()
  await expect.poll(async () => (await memory(page)).q).toEqual([])
  expect(shop.received).toHaveLength(1)
  await press(page, 'open')
  await press(page, 'yes')
  await shopper.recorded(2)
  expect(shop.received[1]?.body).toMatchObject({ choices: { analytics: true }, gaveUp: 1 })
})

test('preferences that did not come are asked for again when somebody opens them again', async () => {
  await using shopper = await visit({}, { expects: /ERR_FAILED/ })
  const { page } = shopper
  await page.route('**/preferences.js', (route) => route.abort(), { times: 1 })
  const failure = page.waitForEvent('requestfailed')
  await banner(page).locator('[data-kept=open]').click()
  await failure
  await press(page, 'open')
  await press(page, 'no')
  await shopper.recorded(1)
})
