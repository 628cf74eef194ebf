import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import type { StoredMail } from '../stand-in/mail.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

const mailbox = async (): Promise<StoredMail[]> => {
  const answer = await fetch(new URL('/messages.json', inject('urls').mail))
  return answer.json()
}
const mailTo = async (address: string) => (await mailbox()).find(({ to }) => to.includes(address))

async function seeWell(page: Page, name: string) {
  await takePicture(page, name)
  await expectAccessible(page, '#app')
  const width = await page
    .frameLocator('#app')
    .locator('body')
    .evaluate((body) => body.scrollWidth - body.clientWidth)
  expect(width, `${name}: nothing scrolls sideways`).toBeLessThanOrEqual(0)
}

test('on a phone and in French, staff see who is told, what the law gives and each mail', async () => {
  const page = await openPage('phone', 'fr-FR')
  const app = await openApp(page, '/app/requests/settings', 'fr')
  expect(await app.locator('h1').first().textContent()).toBe('Réglages des demandes')
  await seeWell(page, 'request-settings-phone')
  await openApp(page, '/app/requests/settings/mails/refused', 'fr')
  expect(await app.locator('h1').first().textContent()).toBe('Refus')
  await seeWell(page, 'request-mail-text-phone')
})

test('a colleague is told of a new request, and the person that it has arrived, in their words', async () => {
  const page = await openPage()
  const [staff, person] = [`${randomUUID()}@shop.example`, `${randomUUID()}@example.com`]
  const app = await openApp(page, '/app/requests/settings')
  const addresses = app.getByLabel('E-mail addresses, one on each line')
  const save = () => page.getByRole('button', { name: 'Save' }).click()
  await seeWell(page, 'request-settings-desktop')
  await addresses.fill('nobody')
  await save()
  await app.getByText('One of these is not an e-mail address.').waitFor()
  await addresses.fill(staff)
  await save()
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()

  await openApp(page, '/app/requests/settings/mails/request_received?language=en')
  const text = app.getByLabel('Text', { exact: true })
  await seeWell(page, 'request-mail-text-desktop')
  await text.fill('Thank you for your trust.')
  await save()
  await app.getByText('The reader needs {kind}, {dueOn}: it must stand in the text.').waitFor()
  await text.fill('Thank you for your trust: {kind}, until {dueOn}.')
  await app.frameLocator('iframe[title="Preview of the mail"]').getByText('Thank you for your trust').waitFor()
  await save()
  await app.getByRole('button', { name: 'Back to Kept’s words' }).waitFor()
  await app.getByLabel('E-mail address').fill(staff)
  await app.getByRole('button', { name: 'Send', exact: true }).click()
  await expect
    .poll(async () => (await mailTo(staff))?.text)
    .toContain('Thank you for your trust: access to personal data')

  await openApp(page, '/app/requests/new')
  await app.getByLabel('E-mail', { exact: true }).fill(person)
  await app.getByLabel('Language of the answer').selectOption('en')
  await app.getByRole('button', { name: 'File', exact: true }).click()
  await app.getByRole('heading', { level: 2, name: 'Mails' }).waitFor()
  await expect
    .poll(async () => (await mailTo(person))?.text)
    .toContain('Thank you for your trust: access to personal data')
  await expect.poll(async () => (await mailTo(staff))?.subject).toContain('a new privacy request')
  await page.reload()
  await app.getByText(`to ${staff}`).waitFor()
  await app.getByText('Sent', { exact: true }).first().waitFor()
  await takePicture(page, 'request-mails')
  await expectAccessible(page, '#app')

  await openApp(page, '/app/requests/settings/mails/request_received?language=en')
  await app.getByRole('button', { name: 'Back to Kept’s words' }).click()
  await page.getByRole('status').filter({ hasText: 'Kept’s words are back' }).waitFor()
})

test('nobody is written to without an address, and staff read what to tell them', async () => {
  const app = await openApp(await openPage(), '/app/requests/new')
  await app.getByLabel('Phone').fill('+33 6 12 34 56 78')
  await app.getByLabel('Language of the answer').selectOption('en')
  await app.getByRole('button', { name: 'File', exact: true }).click()
  await app.getByText('Neither Kept nor Shopify knows an e-mail address of this person.').waitFor()
  await app.getByRole('button', { name: 'Show the text: Request received' }).click()
  const dialog = app.getByRole('dialog')
  expect(await dialog.getByLabel('Text', { exact: true }).inputValue()).toContain('We received your request')
})
