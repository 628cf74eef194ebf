import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

/** As a mail program saves it. */
const anEmail = (from: string) =>
  [
    `From: Anne <${from}>`,
    'To: bonjour@maison-thea.example',
    'Subject: My data',
    '',
    'What do you know of me?',
    '',
  ].join('\r\n')

const ofFile = (name: string, text: string) => ({ name, mimeType: 'message/rfc822', buffer: Buffer.from(text) })

test('staff drop an e-mail, note that the person is known, take more time, and note the answer', async () => {
  const page = await openPage()
  const app = await openApp(page, '/app/requests')
  await app
    .getByRole('link', { name: 'File a request' })
    .or(app.getByRole('button', { name: 'File a request' }))
    .first()
    .click()
  const email = `${randomUUID()}@example.com`
  await app.locator('input[type=file]').setInputFiles(ofFile('hello.txt', 'hello'))
  await app.getByText('This file is not an e-mail').waitFor()
  await app.locator('input[type=file]').setInputFiles(ofFile('my-data.eml', anEmail(email)))
  await app.getByText('my-data.eml is kept with the request').waitFor()
  expect(await app.getByLabel('E-mail', { exact: true }).inputValue()).toBe(email)
  expect(await app.getByLabel('What the person wrote or said').inputValue()).toContain('What do you know of me?')
  await takePicture(page, 'request-filing')
  await app.getByLabel('Country of the person').selectOption('US')
  await app.getByLabel('State or province').fill('CA')
  await app.getByRole('button', { name: 'File', exact: true }).click()

  await app.getByRole('heading', { level: 1, name: 'Access to data' }).waitFor()
  await app.getByText('California: 45 days').first().waitFor()
  await app.getByText('45 days left').waitFor()
  await app.getByRole('button', { name: 'Assign to me' }).click()
  await app.getByText('Théa Martin').first().waitFor()

  const attest = { name: 'Attest that you know the person' }
  await app.getByRole('button', attest).click()
  const dialog = app.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('Came to the shop, where we have known her for years')
  await dialog.getByRole('button', attest).click()
  await app.getByText('In progress').first().waitFor()
  await takePicture(page, 'request-detail')
  await expectAccessible(page, '#app')

  await app.getByRole('button', { name: 'More actions' }).click()
  await app.getByRole('button', { name: 'Note that you have answered' }).click()
  await dialog.getByLabel('Comment (may stay empty)').fill('Sent by e-mail')
  await dialog.getByRole('button', { name: 'Note that you have answered' }).click()
  await app.getByText('Answered').first().waitFor()
  await app.getByText('Sent by e-mail').waitFor()

  await openApp(page, '/app/requests?view=closed')
  await app.getByPlaceholder('E-mail, phone or customer number').fill(email)
  await app.getByRole('button', { name: 'Find' }).click()
  await app.getByRole('button', { name: 'Show everybody' }).waitFor()
  expect(new URL(page.url()).search).not.toContain(email)
})

test.each(LOOKS)('a request is readable for everybody ($size, $locale)', async ({ size, locale }) => {
  const page = await openPage(size)
  const app = await openApp(page, '/app/requests/new', locale)
  await app.getByLabel('E-mail', { exact: true }).fill(`${randomUUID()}@example.com`)
  await app.getByRole('button', { name: locale === 'en' ? 'File' : 'Enregistrer', exact: true }).click()
  await app.getByRole('heading', { level: 2, name: locale === 'en' ? 'Time to answer' : 'Délai de réponse' }).waitFor()
  await takePicture(page, `request-${size}-${locale}`)
  await expectAccessible(page, '#app')
  const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
  expect(width, 'nothing scrolls sideways').toBeLessThanOrEqual(0)
})

test('staff who name nobody are told so, and nothing is filed', async () => {
  // The browser's own word for a form that is refused.
  const app = await openApp(await openPage('desktop', 'en-GB', { expects: /422/ }), '/app/requests/new')
  await app.getByRole('button', { name: 'File', exact: true }).click()
  await app.getByText('Say who asks').waitFor()
})
