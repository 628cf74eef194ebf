import type { FrameLocator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seeTracker, withFreshShop } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

withFreshShop()

/** Polaris draws a box over the input: people click on the words. */
const choose = (app: FrameLocator, words: string) =>
  app
    .locator('label')
    .filter({ hasText: new RegExp(`^${words}`) })
    .click()

/** What a small shop answers, in the order in which it is asked: as a stranger reads and clicks. */
const ANSWERS: [heading: string, answer: (app: FrameLocator) => Promise<void>][] = [
  [
    'Who are you?',
    async (app) => {
      // Shopify knows the rest.
      expect(await app.getByLabel('Name of the company').inputValue()).not.toBe('')
      await choose(app, 'Yes')
      await app.getByLabel('E-mail address of the officer').fill('dpo@maison-lavande.example')
    },
  ],
  [
    'Where do you ship?',
    async (app) => {
      await choose(app, 'In Europe')
      await choose(app, 'No')
    },
  ],
  [
    'Which tools send your marketing e-mails and text messages?',
    async (app) => {
      await app.getByLabel('Search by name').fill('omni')
      await choose(app, 'Omnisend')
    },
  ],
  [
    'Where do you advertise?',
    async (app) => {
      expect(await app.getByLabel('Meta Pixel (seen in your shop)').isChecked()).toBe(true)
      await choose(app, 'None of these')
    },
  ],
  ['Which tools count your visitors?', (app) => choose(app, 'Plausible')],
  ['Which tools do you use for reviews or a loyalty programme?', (app) => choose(app, 'None of these')],
  ['Which tools does your customer service use?', (app) => choose(app, 'None of these')],
  [
    'Who delivers your parcels?',
    async (app) => {
      await choose(app, 'Colissimo')
      await choose(app, 'DPD')
      await app.getByLabel('Country of DPD').selectOption('FR')
      await app.getByRole('button', { name: 'Another one' }).click()
      await app.getByLabel('Name', { exact: true }).fill('Vélo Express')
      await app.getByLabel('Country', { exact: true }).selectOption('FR')
    },
  ],
  ['How do your customers pay?', (app) => choose(app, 'Shopify Payments')],
  ['Do other brands use your customers’ data too?', (app) => choose(app, 'No')],
  ['Do you sell to companies too?', (app) => choose(app, 'No')],
  ['Do you have a store with a till?', (app) => choose(app, 'No')],
  ['Can customers open an account in your shop?', (app) => choose(app, 'Yes')],
  [
    'After how many months do you delete the data of a customer who no longer comes?',
    (app) => app.getByLabel('Months').fill('24'),
  ],
  [
    'Who else looks after your site and your office?',
    async (app) => {
      await choose(app, 'None of these')
      await app.getByLabel('In which country does Kept run?').selectOption('FR')
    },
  ],
]

const at = (app: FrameLocator, heading: string) =>
  app.getByRole('heading', { name: heading, exact: true, level: 2 }).waitFor()

const next = (app: FrameLocator) => app.getByRole('button', { name: 'Next' }).click()

/** Each part once, by its group or alone: `confirm.test.ts` is about that page. */
async function confirmAll(app: FrameLocator) {
  const any = app
    .getByRole('button', { name: /^Confirm all \d+ shown here$/ })
    .or(app.getByRole('button', { name: /^Confirm: / }))
  const all = app.getByRole('button', { name: /^Confirm all \d+ shown here$/ })
  while ((await any.count()) > 0) {
    const before = await any.count()
    await ((await all.count()) > 0 ? all.first() : any.first()).click()
    await expect.poll(() => any.count()).toBeLessThan(before)
  }
}

async function answerAll(app: FrameLocator) {
  for (const [heading, answer] of ANSWERS) {
    await at(app, heading)
    await answer(app)
    await next(app)
  }
}

test('a stranger answers fifteen questions, confirms what is left, and can publish', async () => {
  await seeTracker('_fbp')
  const page = await openPage()
  const app = await openApp(page, '/app/register')
  await takePicture(page, 'setup-start-desktop')
  await app.getByRole('link', { name: 'Begin', exact: true }).click()
  await at(app, 'Who are you?')

  // Nobody says by silence that there is no officer, and the shop's address is none.
  await next(app)
  await app.getByText('Choose an answer.').waitFor()
  await choose(app, 'Yes')
  await app
    .getByLabel('E-mail address of the officer')
    .fill(await app.getByLabel('E-mail address for customers').inputValue())
  await next(app)
  await app.getByText('This is the ordinary address of the shop.').waitFor()
  await takePicture(page, 'setup-company-desktop')
  await expectAccessible(page, '#app')

  await answerAll(app)
  await at(app, 'What your answers make')
  await takePicture(page, 'setup-review-desktop')
  await expectAccessible(page, '#app')
  await app.getByRole('button', { name: 'Make the register' }).click()
  await app.getByRole('heading', { name: 'Your register is made' }).waitFor()
  await takePicture(page, 'setup-done-desktop')
  await app.getByRole('link', { name: 'Confirm them' }).click()
  await app.getByRole('heading', { name: 'Confirm what was suggested' }).waitFor()
  await confirmAll(app)
  await app.getByText('Everything is confirmed.').waitFor()
  const policy = await openApp(page, '/app/policy')
  const publish = policy.getByRole('button', { name: 'Publish', exact: true })
  await publish.waitFor()
  await expect.poll(() => publish.isDisabled()).toBe(false)
  await page.context().close()
})

test('staff who stop and come back are where they were; later answers say first what they change', async () => {
  const page = await openPage()
  const app = await openApp(page, '/app/register/setup?question=delivery')
  await at(app, 'Who delivers your parcels?')
  expect(await app.getByLabel('Colissimo').isChecked()).toBe(true)
  expect(await app.getByLabel('Name', { exact: true }).inputValue()).toBe('Vélo Express')
  await choose(app, 'Mondial Relay')
  await takePicture(page, 'setup-tools-desktop')
  await expectAccessible(page, '#app')
  // By keyboard.
  await app.getByRole('button', { name: 'Next' }).press('Enter')
  await app.getByRole('heading', { name: /changes? to your register$/ }).waitFor()
  await app
    .getByRole('heading', { name: /Mondial Relay/ })
    .first()
    .waitFor()
  await takePicture(page, 'setup-changes-desktop')
  await app.getByRole('button', { name: 'Change the register' }).click()
  await app.getByRole('heading', { name: 'Your register is made' }).waitFor()
  const again = await openApp(page, '/app/register/setup')
  await again.getByRole('heading', { name: 'Your register says all this already.' }).waitFor()
  await page.context().close()
})

async function openQuestion(page: Page) {
  const app = await openApp(page, '/app/register/setup?question=professionals')
  await at(app, 'Do you sell to companies too?')
  return app
}

test('two of the staff at the same question: neither answer is lost', async () => {
  const [onePage, otherPage] = [await openPage(), await openPage()]
  const [first, second] = [await openQuestion(onePage), await openQuestion(otherPage)]
  await choose(first, 'Yes')
  await next(first)
  await first.getByRole('heading', { name: /changes? to your register$/ }).waitFor()
  await choose(second, 'No')
  await next(second)
  await second.getByText('Somebody else has answered this question meanwhile').waitFor()
  await takePicture(otherPage, 'setup-conflict-desktop')
  await expectAccessible(otherPage, '#app')
  await second.getByRole('button', { name: 'Show their answer' }).click()
  await expect.poll(() => second.getByLabel('Yes', { exact: true }).isChecked()).toBe(true)
  await choose(second, 'No')
  await next(second)
  await second.getByRole('heading', { name: 'Your register says all this already.' }).waitFor()
  for (const page of [onePage, otherPage]) await page.context().close()
})

test('on a phone and in French', async () => {
  const page = await openPage('phone', 'fr-FR')
  const app = await openApp(page, '/app/register/setup?question=ads', 'fr')
  await app.getByRole('heading', { name: 'Où faites-vous de la publicité ?' }).waitFor()
  await takePicture(page, 'setup-tools-phone-fr')
  await expectAccessible(page, '#app')
  const review = await openApp(page, '/app/register/setup?question=review', 'fr')
  await review.getByRole('heading', { name: 'Vos réponses', exact: true }).waitFor()
  await takePicture(page, 'setup-review-phone-fr')
  await expectAccessible(page, '#app')
  await page.context().close()
})
