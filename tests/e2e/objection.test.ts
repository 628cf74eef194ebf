import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

test('who objects by phone is out of Shopify’s list, is told so at once, and is not tracked from their next page in the shop on', async () => {
  const shopper = await openPage('phone')
  const [storefront, email] = [inject('urls').storefront, `objects-${randomUUID()}@example.com`]
  const choices = () => shopper.evaluate(() => window.Kept.choice())
  await shopper.goto(`${storefront}en`)
  await shopper.getByRole('button', { name: 'Accept all' }).click()
  await shopper.getByLabel('News and offers by e-mail').fill(email)
  await shopper.getByRole('button', { name: 'Subscribe' }).click()
  await shopper.getByText('Thank you, you are subscribed.').waitFor()
  await shopper.goto(`${storefront}en/account`)
  await shopper.locator('main').getByLabel('E-mail address').fill(email)
  await shopper.getByRole('button', { name: 'Sign in' }).click()
  await shopper.getByText('Signed in:').waitFor()
  const before = await choices()

  const page = await openPage()
  const app = await openApp(page, '/app/requests/new')
  await app.getByLabel('E-mail', { exact: true }).fill(email)
  await app.getByLabel('Request', { exact: true }).selectOption('objection_to_prospecting')
  await app.getByRole('button', { name: 'File', exact: true }).click()
  await app.getByText('What was stopped').first().waitFor()
  // Those without a way of their own are told by hand: until then the request stays open.
  await app.getByText('Told what was done at once').waitFor()
  await takePicture(page, 'objection-desktop')
  await expectAccessible(page, '#app')
  for (const { size, locale } of LOOKS.filter((look) => look.size === 'phone')) {
    const phone = await openPage(size)
    await openApp(phone, new URL(page.url()).pathname.replace(/^.*(?=\/app\/requests)/, ''), locale)
    await takePicture(phone, `objection-${size}-${locale}`)
    await expectAccessible(phone, '#app')
  }

  await page.goto(inject('urls').admin.replace('/apps/kept', `/customers?search=${encodeURIComponent(email)}`))
  await page.getByText('UNSUBSCRIBED', { exact: true }).waitFor()
  await shopper.goto(`${storefront}en`)
  const stopped = Object.entries(await choices()).filter(([purpose, allowed]) => before[purpose] && !allowed)
  expect(stopped, 'the banner obeys what was said by phone').not.toEqual([])
})
