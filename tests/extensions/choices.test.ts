/** The page "Your Privacy Choices", as Shopify sets it into a theme. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { violationsIn } from '../setup/accessible.ts'
import { type VisitOptions, visit } from './browser.ts'
import { BANNER, type PageOptions } from './storefront.ts'

const SALE = { ...BANNER, purposes: [...BANNER.purposes, { key: 'sale_of_data', signal: 'sale_of_data', since: 1 }] }
const OPT_OUT = 'Do not sell or share my personal information'
const CALIFORNIA: PageOptions = { banner: SALE, locale: 'en', country: 'US', shopify: { region: 'USCA' } }

const openChoices = async (options: PageOptions = {}, visitor: VisitOptions = {}) => {
  const shopper = await visit({ ...CALIFORNIA, ...options }, visitor)
  await shopper.page.goto(new URL('/en/apps/privacy/privacy-choices', shopper.shop.url).href)
  return shopper
}
const status = (page: Page) => page.getByRole('status')
const optOut = (page: Page) => page.getByRole('button', { name: OPT_OUT })
const calls = (page: Page) => page.evaluate('__calls')
const choice = (page: Page) => page.evaluate(() => window.Kept.choice())
const isPutAway = { marketing: false, sale_of_data: false }

describe('a Californian on the page', () => {
  test('opts out with one press: recorded, told to Shopify, said, and so on the next page', async () => {
    await using shopper = await openChoices()
    const { page, shop } = shopper
    await status(page).getByText('You have not opted out').waitFor()
    await optOut(page).click()
    await status(page).getByText('You have opted out').waitFor()
    expect(await optOut(page).isVisible()).toBe(false)
    await shopper.recorded(1)
    expect(shop.received[0]?.body).toMatchObject({ choices: isPutAway, surface: 'preferences', region: 'USCA' })
    expect(await calls(page)).toEqual([isPutAway])
    await expect.poll(() => choice(page)).toMatchObject({ ...isPutAway, analytics: true })
    await page.reload()
    await status(page).getByText('You have opted out').waitFor()
  })

  test('takes it back in two steps, and only then', async () => {
    await using shopper = await openChoices()
    const { page } = shopper
    await optOut(page).click()
    await shopper.recorded(1)
    await page.getByRole('button', { name: 'Allow it again' }).click()
    await page.getByText('Do you want to allow').waitFor()
    await page.getByRole('button', { name: 'No, I stay opted out' }).click()
    expect(await page.getByText('Do you want to allow').isVisible()).toBe(false)
    expect(await calls(page)).toHaveLength(1)
    await page.getByRole('button', { name: 'Allow it again' }).click()
    await page.getByRole('button', { name: 'Yes, allow it' }).click()
    await status(page).getByText('You have not opted out').waitFor()
    await shopper.recorded(2)
    expect(shopper.shop.received[1]?.body).toMatchObject({ choices: { marketing: true, sale_of_data: true } })
  })

  test('does it with the keyboard, and hears what became of it', async () => {
    await using shopper = await openChoices()
    const { page } = shopper
    await optOut(page).focus()
    await page.keyboard.press('Enter')
    await status(page).getByText('You have opted out').waitFor()
    expect(await status(page).evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('whose browser sends GPC reads that it is honoured, and has nothing left to do', async () => {
    await using shopper = await openChoices({}, { gpc: true })
    const { page } = shopper
    await page.getByText('Global Privacy Control signal (GPC). We honour it').waitFor()
    await status(page).getByText('You have opted out').waitFor()
    expect(await optOut(page).isVisible()).toBe(false)
    expect(await page.getByRole('button', { name: 'Allow it again' }).isVisible()).toBe(false)
  })

  test('who has allowed it in spite of the signal reads so, and can opt out again', async () => {
    await using shopper = await openChoices({}, { gpc: true })
    const { page } = shopper
    await page.getByText('We honour it').waitFor()
    await page.evaluate(() => window.Kept.open())
    await page.locator('site-choices dialog [data-kept=yes]').click()
    await page.getByText('you have allowed part of it').waitFor()
    await optOut(page).click()
    await page.getByText('We honour it').waitFor()
  })

  test('who opted out through another app reads that they have', async () => {
    await using shopper = await openChoices()
    const { page } = shopper
    await page.evaluate(() =>
      window.Shopify?.customerPrivacy?.setTrackingConsent?.({ marketing: false, sale_of_data: false }, () => {}),
    )
    await expect.poll(() => page.evaluate(() => localStorage._tracking_consent)).toContain('sale_of_data')
    await page.reload()
    await status(page).getByText('You have opted out').waitFor()
  })

  test('opens all choices from it', async () => {
    await using shopper = await openChoices()
    await shopper.page.getByRole('button', { name: 'See all your choices' }).click()
    await shopper.page.locator('site-choices').getByRole('dialog').waitFor()
  })

  test.each([
    { width: 320, height: 640 },
    { width: 1280, height: 800 },
  ])('reads it at $width px, without scrolling sideways, and axe finds nothing', async (viewport) => {
    await using shopper = await openChoices({}, { viewport })
    const { page } = shopper
    await optOut(page).waitFor()
    expect(await page.title()).toContain('Your Privacy Choices')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width)
    expect(await violationsIn(page.mainFrame(), 'main')).toEqual([])
    await optOut(page).click()
    await page.getByRole('button', { name: 'Allow it again' }).click()
    expect(await violationsIn(page.mainFrame(), 'main')).toEqual([])
  })
})

test('a European who opts out there is still asked for the rest, and what they refused is not asked again', async () => {
  await using shopper = await openChoices({ country: 'FR', shopify: { region: 'FRIDF' } })
  const { page } = shopper
  const layer = page.locator('site-choices section')
  await layer.waitFor()
  expect(await layer.locator('li:visible').count()).toBe(3)
  // Nothing is used before a choice there: only the sale of data is left to refuse.
  await optOut(page).click()
  await status(page).getByText('You have opted out').waitFor()
  expect(await layer.locator('li:visible').count()).toBe(2)
})

describe('where the page cannot act, it says whom to write to', () => {
  test('without JavaScript', async () => {
    await using shopper = await visit(CALIFORNIA, { javaScriptEnabled: false })
    const { page } = shopper
    await page.goto(new URL('/en/apps/privacy/privacy-choices', shopper.shop.url).href)
    await page.getByText('If you see no button here').waitFor()
    expect(await page.getByRole('link', { name: 'privacy@snow.example' }).getAttribute('href')).toBe(
      'mailto:privacy@snow.example',
    )
    expect(await optOut(page).isVisible()).toBe(false)
  })

  test('in a theme that has Kept’s embed off', async () => {
    await using shopper = await openChoices({ enabled: false })
    await shopper.page.getByText('If you see no button here').waitFor()
    expect(await optOut(shopper.page).isVisible()).toBe(false)
  })

  test('when the part that acts never comes', async () => {
    await using shopper = await visit(CALIFORNIA, {
      expects: /404/,
      before: (shop) => Object.assign(shop, { asset: 'blocked' }),
    })
    const { page } = shopper
    await page.goto(new URL('/en/apps/privacy/privacy-choices', shopper.shop.url).href)
    await page.getByText('If you see no button here').waitFor()
  })
})

test('a press that cannot be carried out is never said to be done', async () => {
  await using shopper = await visit(CALIFORNIA, { isTimeStopped: true, expects: /Failed to load/ })
  const { page } = shopper
  await page.route('**/consent-banner.js', (route) => route.abort())
  await page.goto(new URL('/en/apps/privacy/privacy-choices', shopper.shop.url).href)
  await optOut(page).click()
  await page.clock.runFor(30_000)
  await status(page).getByText('That did not work').waitFor()
  expect(await status(page).getByText('You have opted out').isVisible()).toBe(false)
  expect(shopper.calls).toEqual([])
})

test.each([
  ['fr', 'Vos choix de confidentialité'],
  ['de', 'Ihre Datenschutzoptionen'],
  ['pt-BR', 'Your Privacy Choices'],
])('in the language of the storefront (%s)', async (locale, title) => {
  await using shopper = await openChoices({ locale })
  await shopper.page.getByRole('heading', { name: title }).waitFor()
})
