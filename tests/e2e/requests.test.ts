import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { WITH_EVERYTHING } from '../stand-in/shop/notable.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
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

withThePublishedTemplate()

test('staff drop an e-mail, note that the person is known, and note the answer that they gave', async () => {
  // The browser's own word for a form that is refused.
  const page = await openPage('desktop', 'en-GB', { expects: /422/ })
  const app = await openApp(page, '/app/requests')
  await app
    .getByRole('link', { name: 'File a request' })
    .or(app.getByRole('button', { name: 'File a request' }))
    .first()
    .click()
  await app.getByRole('button', { name: 'File', exact: true }).click()
  await app.getByText('Say who asks').waitFor()
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
  await app.getByRole('button', { name: 'Note that you have answered', exact: true }).click()
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

const SAYS = {
  en: {
    email: 'E-mail',
    kind: 'Request',
    file: 'File',
    attest: 'Attest that you know the person',
    reason: 'Reason',
    start: 'Read what is held',
    look: 'Look at what is held',
    takeOut: 'Take out',
    back: 'Request',
    make: 'Make the answer',
    preview: 'Look at the first page',
    page: 'The first page of the answer',
    answer: 'Answer',
    answered: 'Answered',
  },
  fr: {
    email: 'E-mail',
    kind: 'Demande',
    file: 'Enregistrer',
    attest: 'Attester l’identité',
    reason: 'Raison',
    start: 'Lire ce qui est détenu',
    look: 'Examiner ce qui est détenu',
    takeOut: 'Retirer',
    back: 'Demande',
    make: 'Établir la réponse',
    preview: 'Voir la première page',
    page: 'La première page de la réponse',
    answer: 'Répondre',
    answered: 'Réponse donnée',
  },
}

// A kind for each, so that the second request does not join the first.
const WALKS = [
  { ...LOOKS[0], kind: 'access' },
  { ...LOOKS[1], kind: 'portability' },
]

test.each(WALKS)(
  'staff answer a request step by step, and see each ($size, $locale)',
  async ({ size, locale, kind }) => {
    const says = SAYS[locale]
    const page = await openPage(size)
    const seeWell = async (name: string) => {
      await takePicture(page, `request-${name}-${size}-${locale}`)
      await expectAccessible(page, '#app')
      const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
      expect(width, `${name}: nothing scrolls sideways`).toBeLessThanOrEqual(0)
    }
    const press = (name: string) => app.getByRole('button', { name, exact: true }).click()
    const app = await openApp(page, '/app/requests/new', locale)
    const dialog = app.getByRole('dialog')
    await app.getByLabel(says.email, { exact: true }).fill(WITH_EVERYTHING)
    await app.getByLabel(says.kind, { exact: true }).selectOption(kind)
    await press(says.file)

    await app.getByRole('button', { name: says.attest, exact: true }).waitFor()
    await seeWell('new')
    await press(says.attest)
    await dialog.getByLabel(says.reason).fill('Known for years')
    await dialog.getByRole('button', { name: says.attest }).click()
    await press(says.start)
    await press(says.look)

    await app.getByText('Camille', { exact: true }).waitFor()
    await seeWell('held')
    await app.getByRole('button', { name: says.takeOut }).first().click()
    await dialog.getByRole('textbox').fill('Names somebody else')
    await seeWell('take-out')
    await dialog.getByRole('button', { name: says.takeOut }).click()
    await dialog.waitFor({ state: 'detached' })
    await app
      .getByRole('link', { name: says.back, exact: true })
      .or(app.getByRole('button', { name: says.back, exact: true }))
      .first()
      .click()

    await press(says.make)
    await press(says.preview)
    await app.frameLocator(`iframe[title="${says.page}"]`).locator('h1').waitFor()
    await app.locator('iframe').scrollIntoViewIfNeeded()
    await seeWell('answer')
    await press(says.answer)
    await dialog.getByRole('button', { name: says.answer, exact: true }).click()
    await app.getByText(says.answered, { exact: true }).first().waitFor()
    await seeWell('answered')
  },
)
