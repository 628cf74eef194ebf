import { expect, test } from 'vitest'
import { banner, press, visit, withChromium } from './browser.ts'

withChromium()

test('a customer who signs in after they chose is made known to the app once, and a visitor who did not is not', async () => {
  await using shopper = await visit()
  const { page, shop } = shopper
  const introductions = () => shop.received.filter(({ path }) => path === '/apps/privacy/visitor')
  shop.options = { ...shop.options, signedIn: true }
  await page.reload()
  await banner(page).waitFor()
  expect(introductions(), 'nobody has chosen yet').toEqual([])

  shop.options = { ...shop.options, signedIn: false }
  await page.reload()
  await press(page, 'no')
  await expect.poll(() => shop.received.length).toBe(1)
  const visitor = shop.received[0]?.body.visitor
  await page.reload()
  shop.options = { ...shop.options, signedIn: true }
  shop.answer = { status: 503 }
  await page.reload()
  await expect.poll(() => introductions().length).toBe(1)
  shop.answer = { status: 200 }
  await page.reload()
  await expect.poll(() => introductions().length).toBe(2)
  await page.reload()
  await page.waitForLoadState('networkidle')
  expect(introductions().map(({ body }) => body)).toEqual([{ visitor }, { visitor }])
  expect(shopper.errors.filter((error) => !error.includes('503'))).toEqual([])
})
