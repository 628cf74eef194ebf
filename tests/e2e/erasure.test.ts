import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

test('staff see the plan of an erasure before anything is erased, confirm it, and see what was done', async () => {
  const page = await openPage('desktop', 'en-GB')
  const app = await openApp(page, '/app/requests/new')
  const dialog = app.getByRole('dialog')
  await app.getByLabel('E-mail', { exact: true }).fill(`${randomUUID()}@example.com`)
  await app.getByLabel('Request', { exact: true }).selectOption('erasure')
  await app.getByRole('button', { name: 'File', exact: true }).click()

  const attest = { name: 'Attest that you know the person', exact: true }
  await app.getByRole('button', attest).click()
  await dialog.getByLabel('Reason').fill('Known for years')
  await dialog.getByRole('button', attest).click()
  await app.getByRole('button', { name: 'Make the plan' }).click()
  await app.getByText('This is the plan. Nothing has been erased yet.').waitFor()
  await app.getByText('Kept as a hash that nobody can read').waitFor()
  await takePicture(page, 'erasure-plan')
  await expectAccessible(page, '#app')

  await app.getByRole('button', { name: 'Confirm the plan' }).click()
  // Without the access to drafts nobody can say that there is none.
  await dialog.getByLabel('Why something is kept').fill('Nobody wrote drafts for them')
  await dialog.getByRole('button', { name: 'Confirm the plan' }).click()
  await app.getByText('Kept has done its part.').waitFor()
  await app.getByText('Nothing at Shopify').waitFor()
  await app.getByText('Answered').first().waitFor()
  await takePicture(page, 'erasure-done')
  await expectAccessible(page, '#app')

  await openApp(page, '/app/requests/erasures')
  expect(await app.getByRole('link', { name: 'Open', exact: true }).count()).toBeGreaterThan(0)
})
