import { expect, test } from 'vitest'
import { banner, press, visit } from './browser.ts'

test('a customer who signs in after they chose is made known to the app once, and a visitor who did not is not', async () => {
  await using shopper = await visit({}, { expects: /status of 503/ })
  const { page, shop } = shopper
  const introductions = () => shop.received.filter(({ path }) => path === '/apps/privacy/visitor')
  /** The visitor that this browser knows to be known. */
  const introduced = () => page.evaluate(() => JSON.parse(localStorage.kp1).s)
  shop.options = { ...shop.options, signedIn: true }
  await page.reload()
  await banner(page).waitFor()
  expect(shopper.calls, 'nobody has chosen yet').toEqual([])

  shop.options = { ...shop.options, signedIn: false }
  await page.reload()
  await press(page, 'no')
  await shopper.recorded(1)
  const visitor = shop.received[0]?.body.visitor

  shop.options = { ...shop.options, signedIn: true }
  shop.answer = { status: 503 }
  const refused = page.waitForResponse((response) => response.status() === 503)
  await page.reload()
  await refused
  expect(await introduced()).toBeUndefined()

  shop.answer = { status: 200 }
  await page.reload()
  // A page that is left before it has heard the answer cannot know, and would introduce itself once more.
  await expect.poll(introduced).toBe(visitor)
  await page.reload()
  expect(introductions().map(({ body }) => body)).toEqual([{ visitor }, { visitor }])
  expect(shopper.calls).toHaveLength(3)
})
