import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openPage, type Size, takePicture } from './browser.ts'

withThePublishedTemplate()

const store = inject('urls').admin.replace(/\/apps\/kept.*$/, '')
const storefront = inject('urls').storefront

/** A new customer of the shop, signed in to their account. */
async function signedIn(size: Size): Promise<{ page: Page; email: string }> {
  const page = await openPage(size)
  const email = `extension-${randomUUID()}@example.com`
  await page.goto(`${storefront}en`)
  await page.getByRole('button', { name: 'Refuse all' }).click()
  await page.getByLabel('News and offers by e-mail').fill(email)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await page.getByText('Thank you, you are subscribed.').waitFor()
  await page.goto(`${storefront}en/account`)
  await page.locator('main').getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Signed in:').waitFor()
  return { page, email }
}

const frameIn = (page: Page) => page.frameLocator('iframe.extension')

/** What an extension reached, without which a picture would show only a spinner. */
const ready = (page: Page, text: string) => frameIn(page).getByText(text).first().waitFor()

test('a customer on a phone sees their privacy in their account, turns a switch, files a request, and staff see both', async () => {
  const { page, email } = await signedIn('phone')
  await ready(page, 'See and change everything')
  await frameIn(page).getByRole('link', { name: 'See and change everything' }).click()
  await page.waitForURL('**/account/pages/privacy')
  await ready(page, 'What you allow')
  const first = frameIn(page).getByRole('switch').first()
  const wasOn = await first.isChecked()
  await first.click()
  await ready(page, 'Saved. It is in effect now.')
  expect(await first.isChecked()).toBe(!wasOn)
  await takePicture(page, 'account-privacy-phone')

  await frameIn(page).getByLabel('What would you like?').selectOption('access')
  await frameIn(page).getByRole('button', { name: 'Send the request' }).click()
  await ready(page, 'The shop has your request.')
  await expectAccessible(page)
  await page.reload()
  await ready(page, 'Received on')
  expect(await frameIn(page).getByRole('switch').first().isChecked()).toBe(!wasOn)
  await frameIn(page).getByRole('button', { name: 'Show what the shop holds about me' }).click()
  await frameIn(page).locator('s-summary').first().waitFor()
  await page.screenshot({ path: 'test-results/pictures/account-privacy-phone-whole.png', fullPage: true })

  const staff = await openPage()
  await staff.goto(`${store}/customers?search=${encodeURIComponent(email)}`)
  await staff.getByRole('cell').getByRole('link').first().click()
  await ready(staff, 'Access to data')
  await ready(staff, 'Requests: 1 open, 1 in all')
  await takePicture(staff, 'admin-customer-privacy-desktop')
  await expectAccessible(staff)
  await frameIn(staff).getByRole('link', { name: 'Access to data' }).click()
  await staff.frameLocator('#app').getByRole('heading', { level: 1 }).waitFor()
  expect(staff.url()).toContain('/app/requests/')
})

test('staff start a request and look at what is held without leaving the customer’s page', async () => {
  const { email } = await signedIn('desktop')
  const staff = await openPage('phone', 'fr-FR')
  await staff.goto(`${store}/customers?search=${encodeURIComponent(email)}`)
  await staff.getByRole('cell').getByRole('link').first().click()
  await ready(staff, 'Requests: 0 open')
  const customer = staff.url()
  await staff.goto(`${customer}/customer-request?locale=fr`)
  await frameIn(staff).getByLabel('Ce que la personne demande').selectOption('erasure')
  await frameIn(staff).getByLabel('Comment la demande est arrivée').selectOption('phone')
  await takePicture(staff, 'admin-customer-request-phone-fr')
  await expectAccessible(staff)
  await frameIn(staff).getByRole('button', { name: 'Ouvrir la demande' }).click()
  await ready(staff, 'La demande est enregistrée.')
  await frameIn(staff).getByRole('button', { name: 'Fermer' }).click()
  await staff.waitForURL(customer)
  await ready(staff, 'Requests: 1 open')

  await staff.goto(`${customer}/customer-held?locale=en`)
  await ready(staff, 'Customer')
  await takePicture(staff, 'admin-customer-held-phone')
  await expectAccessible(staff)
})

test('the extensions read in Arabic from right to left, and after an order the choices are there', async () => {
  const { page } = await signedIn('desktop')
  await page.goto(`${storefront}en/account/order-status`)
  await ready(page, 'What the order asked')
  await frameIn(page).getByRole('switch').first().waitFor()
  await takePicture(page, 'order-privacy-desktop')
  await page.goto(`${storefront}en/account/extensions/privacy-page/0?language=ar`)
  await page.getByText('ما تسمح به').waitFor()
  await page.getByRole('switch').first().waitFor()
  await takePicture(page, 'account-privacy-desktop-ar')
  await expectAccessible(page)
})

test('who is not signed in after an order is told to sign in, and sees nobody’s choices', async () => {
  const page = await openPage('phone', 'en-GB', { expects: /401/ })
  await page.goto(`${storefront}en/account/thank-you`)
  await ready(page, 'Sign in to your account')
})

test('staff see on the page of an order, and of a company, what concerns privacy', async () => {
  const staff = await openPage()
  await staff.goto(`${store}/companies`)
  await staff.getByRole('main').getByRole('link').first().click()
  await staff.getByRole('link', { name: 'Show what is held' }).click()
  await ready(staff, 'Which person at the company')
  await staff.goto(`${store}/orders`)
  await staff.getByRole('main').getByRole('link').first().click()
  await frameIn(staff)
    .getByText(/Kept until|no law keeps|Kept may not read orders/)
    .first()
    .waitFor()
  await takePicture(staff, 'admin-order-privacy-desktop')
})
