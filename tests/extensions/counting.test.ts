/** Visits are counted on which the banner was shown: what only a browser shows of it. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { banner, press, type Visit, visit } from './browser.ts'
import type { PageOptions } from './storefront.ts'

/** Longer than a visit takes to be counted. */
const LATER_MS = 2_000
const STOPPED = { isTimeStopped: true }

/** Whatever the page would count is counted by now: it is whole, and time has passed. */
const settled = async ({ page }: Visit) => {
  await page.waitForFunction(() => document.readyState === 'complete' && 'api' in window.Kept)
  await page.clock.runFor(LATER_MS)
}
/** As a link of the page leads there. */
const goTo = async (page: Page, path: string) => {
  await Promise.all([page.waitForEvent('load'), page.evaluate((to) => location.assign(to), path)])
}

test('a shopper who sees the banner is counted after it was painted, without a word about them and nothing stored', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  await expect.poll(() => shop.counted).toEqual(['{}'])
  const times = await page.waitForFunction(() => {
    const startOf = (type: string, name: string) =>
      performance.getEntriesByType(type).find((one) => one.name.endsWith(name))?.startTime
    const [painted, called] = [startOf('paint', 'first-contentful-paint'), startOf('resource', '/shown')]
    return painted && called ? { painted, called } : null
  })
  const { painted, called } = await times.evaluate((found) => found ?? { painted: 0, called: 0 })
  expect(called).toBeGreaterThan(painted)
  expect(shop.requests).toEqual(['/', '/cdn/extensions/assets/consent-banner.js', '/apps/privacy/shown'])
  expect(await page.context().cookies()).toEqual([])
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0)
})

test('a visit counts once: not again on its next pages, when a page is loaded again, or on the way back', async () => {
  // A clock that stands still hides from a page how it was reached.
  await using shopper = await visit()
  const { page, shop } = shopper
  await expect.poll(() => shop.counted).toHaveLength(1)
  /** The page would have been counted before this timer ends. */
  const waited = async () => {
    await page.waitForFunction(() => document.readyState === 'complete' && 'api' in window.Kept)
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 600))))
  }
  await page.reload()
  await waited()
  await goTo(page, '/products')
  await banner(page).waitFor()
  await waited()
  await page.goBack()
  await waited()
  expect(shop.counted).toHaveLength(1)
})

test('a shopper who comes back from another site is another visit, until they have answered', async () => {
  await using shopper = await visit({}, STOPPED)
  const { page, shop } = shopper
  await settled(shopper)
  // Begins like the shop's own address.
  const referer = `${shop.url.slice(0, -1)}.example/`
  await page.goto(`${shop.url}?again`, { referer })
  await settled(shopper)
  await expect.poll(() => shop.counted).toHaveLength(2)
  await press(page, 'no')
  await page.clock.runFor(LATER_MS)
  await shopper.recorded(1)
  await page.goto(`${shop.url}?answered`, { referer })
  await page.evaluate(() => window.Kept.scan())
  await settled(shopper)
  expect(shop.counted).toHaveLength(2)
})

test.each<[string, PageOptions]>([
  ['staff see it in the theme editor', { designMode: true }],
  ['nobody is asked there', { country: 'JP', shopify: { region: 'JP13' } }],
])('nothing is counted where %s', async (_, options) => {
  await using shopper = await visit(options, STOPPED)
  await settled(shopper)
  await settled(shopper)
  expect(shopper.shop.counted).toEqual([])
})

test.each(['#kept', '#kept-check=en.abc'])('staff who open the shop with %s are no visit', async (hash) => {
  await using shopper = await visit(
    {},
    { ...STOPPED, before: (shop) => Object.assign(shop, { answer: { status: 403 } }), expects: /status of 403/ },
  )
  const { page, shop } = shopper
  await page.goto('about:blank')
  await page.goto(`${shop.url}${hash}`)
  await settled(shopper)
  await banner(page).waitFor()
  expect(shop.counted).toEqual([])
})

test('a tab that nobody has looked at yet counts when somebody does', async () => {
  await using shopper = await visit({}, STOPPED)
  const { page, shop } = shopper
  await page.goto('about:blank')
  // What a browser does to a page in the background.
  await page.addInitScript(() => {
    const shown: FrameRequestCallback[] = []
    const { requestAnimationFrame } = window
    window.requestAnimationFrame = (call) => shown.push(call)
    Object.assign(window, { lookAt: () => shown.forEach((call) => void requestAnimationFrame(call)) })
  })
  await page.goto(shop.url)
  await settled(shopper)
  expect(shop.counted).toEqual([])
  await page.evaluate('lookAt()')
  await page.clock.runFor(LATER_MS)
  await expect.poll(() => shop.counted).toHaveLength(1)
})

test('where Shopify first says whether to ask, the visit counts once the banner is there', async () => {
  await using shopper = await visit({ country: 'JP', shopify: { region: 'FRIDF', loadAfter: 3_000 } }, STOPPED)
  await settled(shopper)
  expect(shopper.shop.counted).toEqual([])
  await shopper.page.clock.runFor(2 * LATER_MS)
  await banner(shopper.page).waitFor()
  await shopper.page.clock.runFor(LATER_MS)
  await expect.poll(() => shopper.shop.counted).toHaveLength(1)
})

test('a count that does not arrive is let go: nothing waits, nothing is tried again', async () => {
  await using shopper = await visit(
    {},
    {
      ...STOPPED,
      before: (shop) => Object.assign(shop, { proxyPath: '/tools/privacy' }),
      expects: /status of 404/,
    },
  )
  const { page, shop } = shopper
  await settled(shopper)
  await expect.poll(() => shop.requests.filter((path) => path.endsWith('/shown'))).toHaveLength(1)
  await page.clock.runFor(60_000)
  expect(shop.requests.filter((path) => path.endsWith('/address'))).toEqual([])
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  expect(shop.counted).toEqual([])
})
