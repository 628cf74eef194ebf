import { readFileSync } from 'node:fs'
import type { FrameLocator, Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { withTheTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withTheTemplate()

const PATH = '/app/policy/present'
const SOURCE = readFileSync(new URL('../policy/present/policies/source.en.txt', import.meta.url), 'utf8')

const WORDS = {
  en: { paste: 'Paste the text, or its HTML', compare: 'Compare the text', done: /sentences compared/ },
  fr: { paste: 'Collez le texte, ou son code HTML', compare: 'Comparer le texte', done: /phrases comparées/ },
}

async function compare(
  app: FrameLocator,
  text: string,
  { paste, compare: button }: { paste: string; compare: string },
) {
  await app.getByLabel(paste).fill(text)
  await app.getByRole('button', { name: button }).click()
}

async function expectFine(page: Page, app: FrameLocator, name: string) {
  await takePicture(page, name)
  await expectAccessible(page, '#app')
  const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
  expect(width, `${name}: nothing scrolls sideways`).toBeLessThanOrEqual(0)
}

describe('staff compare the policy that the shop has', () => {
  test.each(LOOKS)('the source policy, pasted ($size, $locale)', async ({ size, locale }) => {
    const page = await openPage(size)
    const app = await openApp(page, PATH, locale)
    await expectFine(page, app, `present-empty-${size}-${locale}`)
    await compare(app, SOURCE, WORDS[locale])
    await app.getByRole('heading', { name: WORDS[locale].done }).waitFor()
    await app.getByText('dpo@ocoupdcoeur.com').first().waitFor()
    await expectFine(page, app, `present-result-${size}-${locale}`)
    await app.getByRole('heading', { name: WORDS[locale].done }).evaluate((heading) => heading.scrollIntoView())
    await takePicture(page, `present-groups-${size}-${locale}`)
  })

  test('choose a group, search in it, and follow a sentence to the register, by keyboard', async () => {
    const page = await openPage()
    const app = await openApp(page, PATH)
    await compare(app, SOURCE, WORDS.en)
    await app.getByRole('heading', { name: 'Says the same' }).waitFor()
    const group = app.getByRole('button', { name: 'Says otherwise (6)' })
    await group.focus()
    await page.keyboard.press('Enter')
    await app.getByRole('heading', { name: 'Says the same' }).waitFor({ state: 'detached' })
    await app.getByLabel('Search in the sentences').fill('european union')
    expect(await app.locator('blockquote').count()).toBe(2)
    await app.getByLabel('Search in the sentences').fill('no such words')
    await app.getByText('No sentence has these words.').waitFor()
    await app.getByRole('button', { name: 'All (' }).click()
    await app.getByLabel('Search in the sentences').fill('transactional purposes')
    await app.getByRole('link', { name: 'Orders, delivery and payment' }).first().focus()
    await page.keyboard.press('Enter')
    await app.getByLabel('Name', { exact: true }).first().waitFor()
  })

  test('what the shop shows is fetched, and a text that is no policy is told', async () => {
    const page = await openPage()
    const app = await openApp(page, PATH)
    await app.getByRole('button', { name: 'Fetch my shop’s privacy policy' }).click()
    await app.getByRole('heading', { name: WORDS.en.done }).or(app.getByText('There is no text.')).waitFor()
    await app.getByLabel('Page of your shop').fill('/pages/no-such-page')
    await app.getByRole('button', { name: 'Fetch this page' }).click()
    await app.getByText('There is no text.').waitFor()
    await compare(app, 'Lorem ipsum dolor sit amet, consectetur adipiscing elit.', WORDS.en)
    await app.getByText('Kept does not recognise this language').waitFor()
    await expectAccessible(page, '#app')
    await compare(app, ' ', WORDS.en)
    await app.getByText('Paste a text first.').waitFor()
  })

  test('while Shopify fails, staff are told what else they can do', async () => {
    const faults = `${inject('urls').standIn}/stand-in/faults`
    const page = await openPage()
    const app = await openApp(page, PATH)
    await fetch(faults, {
      method: 'POST',
      body: JSON.stringify({ operation: 'KeptPolicyOfShop', kind: '500', times: 100 }),
    })
    try {
      await app.getByRole('button', { name: 'Fetch my shop’s privacy policy' }).click()
      await app.getByText('Shopify has a fault just now. Try again, or paste the text.').waitFor()
    } finally {
      await fetch(faults, { method: 'DELETE' })
    }
  })

  test('the page is linked where staff look for it', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/policy')
    await app.getByRole('link', { name: 'Compare your present policy' }).click()
    await app.getByRole('heading', { level: 1, name: 'Your present policy' }).waitFor()
  })
})
