import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

test('who signs up in the footer is in Consents within seconds, stays a subscriber when they refuse all cookies, and is out of Shopify’s list once staff withdraw for them', async () => {
  const page = await openPage()
  const email = `reader-${randomUUID()}@example.com`
  await page.goto(`${inject('urls').storefront}en`)
  await page.getByRole('button', { name: 'Refuse all' }).click()
  await page.getByLabel('News and offers by e-mail').fill(email)
  await page.getByRole('button', { name: 'Subscribe' }).click()
  await page.getByText('Thank you, you are subscribed.').waitFor()
  const app = await openApp(page, '/app/activity')
  const row = app.getByRole('row').filter({ hasText: "A customer's e-mail consent changed" }).first()
  await row.getByText('Consent recorded').waitFor()
  await openApp(page, '/app/consents')
  await app.getByRole('row').filter({ hasText: 'Newsletter' }).first().waitFor()

  await page.goto(`${inject('urls').storefront}en/account`)
  await page.locator('main').getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Signed in:').waitFor()
  await page.getByRole('link', { name: 'Cookie choices' }).click()
  const recorded = page.waitForResponse((response) => response.url().includes('/apps/privacy/consent'))
  await page.getByRole('dialog').getByRole('button', { name: 'Refuse all' }).click()
  expect((await recorded).status()).toBe(200)

  const customers = inject('urls').admin.replace('/apps/kept', `/customers?search=${encodeURIComponent(email)}`)
  await page.goto(customers)
  await page.getByText('SUBSCRIBED', { exact: true }).waitFor()

  await openApp(page, '/app/consents')
  await app.getByLabel('Find a person or a record').fill(email)
  await app.getByRole('button', { name: 'Find', exact: true }).click()
  await app.getByText(/^Customer \d+$/).waitFor()
  await app.getByRole('row').nth(1).getByRole('link').click()
  await app.getByRole('button', { name: 'Withdraw on their behalf' }).click()
  await app.getByRole('dialog').getByLabel('E-mails on your cart').check()
  await app.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click()
  const line = app.getByRole('listitem').filter({ hasText: 'E-mails on your cart' }).first()
  await line.getByText('Refused', { exact: true }).waitFor()
  await expect
    .poll(
      async () => {
        await page.goto(customers)
        return page.getByText('UNSUBSCRIBED', { exact: true }).count()
      },
      { interval: 250 },
    )
    .toBe(1)
  await openApp(page, '/app/activity')
  await app.getByText('Nothing new: Kept holds this choice already').first().waitFor()
})

test('staff see what Shopify does not take, whose it is and what to do, and can try again', async () => {
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  const denied = `INSERT INTO marketing_write_backs VALUES ($1, $2, 'email', $3, 'denied', NULL, now())`
  await database.query(denied, [DEMO_SHOP, randomUUID(), randomUUID()])
  for (const { size, locale } of LOOKS) {
    const page = await openPage(size)
    const app = await openApp(page, '/app/activity', locale)
    await app.getByRole('link', { name: locale === 'fr' ? 'Voir quoi faire' : 'See what to do' }).click()
    await app.getByText(locale === 'fr' ? 'Client inconnu' : 'Unknown customer').waitFor()
    await takePicture(page, `withdrawals-${size}-${locale}`)
    await expectAccessible(page, '#app')
  }
  const page = await openPage()
  const app = await openApp(page, '/app/activity/withdrawals')
  await app.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('It will be tried again').waitFor()
  await app.getByText('Shopify knows every withdrawal').waitFor()
  await database.query('DELETE FROM marketing_write_backs WHERE shop = $1', [DEMO_SHOP])
  await database.end()
})
