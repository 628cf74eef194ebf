import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { press, visit } from './browser.ts'
import { BANNER } from './storefront.ts'

const TRACKED = {
  ...BANNER,
  trackers: { analytics: ['_ga*', '__Secure-track', '__Host-track'], marketing: ['_fbp', '_chip'] },
}
const names = async (page: Page) =>
  (await page.context().cookies())
    .map(({ name }) => name)
    .filter((name) => name !== 'kp1')
    .sort()
/** Set by a script of the page itself. */
const set = (page: Page, ...cookies: string[]) =>
  page.evaluate((all) => {
    // biome-ignore lint/suspicious/noDocumentCookie: it is cookies that are tested
    for (const cookie of all) document.cookie = cookie
  }, cookies)

const refuse = async (page: Page, answers: () => Promise<void>) => {
  await press(page, 'no')
  await answers()
}

test('a tracker that is set again after the refusal is deleted on every later page', async () => {
  await using shopper = await visit({ banner: TRACKED })
  const { page, shop } = shopper
  await refuse(page, () => shopper.recorded(1))
  for (const path of ['', 'products/tea', 'cart']) {
    await set(page, '_ga=1;path=/', '_fbp=1;path=/')
    await page.evaluate(() => {
      localStorage.setItem('_ga_store', '1')
      sessionStorage.setItem('_fbp', '1')
    })
    await page.goto(shop.url + path)
    await expect.poll(() => names(page)).toEqual([])
    await expect
      .poll(() => page.evaluate(() => [localStorage.getItem('_ga_store'), sessionStorage.getItem('_fbp')]))
      .toEqual([null, null])
  }
})

test('a script that goes on setting its cookie after the refusal, and once more when the page is left, has it deleted', async () => {
  await using shopper = await visit({
    banner: TRACKED,
    body: `<script type="text/plain" data-purpose="analytics">
      const track = () => { document.cookie = '_ga_late=1;path=/' }
      track(); setInterval(track, 300); addEventListener('pagehide', track)</script>`,
  })
  const { page, shop } = shopper
  await press(page, 'yes')
  await expect.poll(() => names(page)).toEqual(['_ga_late'])
  await press(page, 'open')
  await press(page, 'no')
  await shopper.recorded(2)
  // On this very page too: it is deleted more often than it is there.
  await expect.poll(() => names(page)).toEqual([])
  await page.goto(`${shop.url}collections/all`)
  await expect.poll(() => names(page)).toEqual([])
})

test.each([
  ['on the page’s own path', '/products/tea', '_ga=1;path=/products/tea'],
  ['on a folder of it', '/products/tea', '_ga=1;path=/products'],
  ['on a folder with a slash', '/products/tea', '_ga=1;path=/products/'],
  ['without a path', '/products/tea', '_ga=1'],
  ['with the prefix __Secure-', '/', '__Secure-track=1;path=/;secure'],
  ['with the prefix __Host-', '/', '__Host-track=1;path=/;secure'],
  ['partitioned', '/', '_chip=1;path=/;secure;samesite=none;partitioned'],
  ['partitioned, on a path', '/cart', '_chip=1;path=/cart;secure;samesite=none;partitioned'],
  ['twice, on two paths', '/cart', '_ga=1;path=/cart'],
])('a refused tracker is deleted %s', async (_, path, cookie) => {
  await using shopper = await visit({ banner: TRACKED })
  const { page, shop } = shopper
  await page.goto(new URL(path, shop.url).href)
  await set(page, cookie, '_ga_root=1;path=/')
  expect(await names(page)).toHaveLength(2)
  await refuse(page, () => shopper.recorded(1))
  await expect.poll(() => names(page)).toEqual([])
})

test('a refused tracker of another part of the shop is deleted from here, where its whole name is known', async () => {
  await using shopper = await visit({ banner: TRACKED })
  const { page, shop } = shopper
  await page.goto(`${shop.url}cart`)
  await set(page, '_fbp=1;path=/cart', '_ga=1;path=/cart')
  await page.goto(shop.url)
  await refuse(page, () => shopper.recorded(1))
  await expect.poll(() => names(page)).toEqual(['_ga'])
  await page.goto(`${shop.url}cart`)
  await expect.poll(() => names(page)).toEqual([])
})

test('a refused tracker on the parent domain is deleted', async () => {
  await using shopper = await visit({ banner: TRACKED }, { expects: /^asked for http:\/\/www\.shop\.localhost:/ })
  const { page, shop } = shopper
  // Every name below localhost is this machine.
  const { port } = new URL(shop.url)
  await page.goto(`http://www.shop.localhost:${port}/`)
  await set(page, '_ga=1;path=/;domain=shop.localhost', '_ga_here=1;path=/')
  expect(await names(page)).toHaveLength(2)
  await press(page, 'no')
  await expect.poll(() => names(page)).toEqual([])
})

test('what is granted, and what is not asked yet, is left alone', async () => {
  await using shopper = await visit({ banner: TRACKED })
  const { page } = shopper
  await set(page, '_ga=1;path=/', '_fbp=1;path=/', 'cart=1;path=/')
  await press(page, 'open')
  await page.locator('site-choices input[name=analytics]').check()
  await press(page, 'save')
  await shopper.recorded(1)
  await expect.poll(() => names(page)).toEqual(['_ga', 'cart'])
  await page.reload()
  await expect.poll(() => names(page)).toEqual(['_ga', 'cart'])
})
