import type { FrameLocator, Locator, Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

/** Whether all of it is in the part of the app's frame that staff see. */
async function isInWindow(page: Page, element: Locator): Promise<boolean> {
  const [frame, box] = [await page.locator('#app').boundingBox(), await element.boundingBox()]
  return frame !== null && box !== null && box.y >= frame.y && box.y + box.height <= frame.y + frame.height
}

const shop = async () => (await fetch(`${inject('urls').standIn}/stand-in/shop`)).json()

/** Sections other than the first one are closed until staff open them. */
const openSection = (app: FrameLocator, name: string) => app.getByRole('button', { name, exact: true }).click()

const sizeOf = (element: Element) => [element.clientWidth, element.clientHeight]

describe('staff bring the banner to their shop', () => {
  test('see what is left to do, and let Kept ask in place of Shopify once they have confirmed it', async () => {
    // The browser's own word for the answer that the stand-in is told to give.
    const page = await openPage('desktop', 'en-GB', { expects: /status of 500/ })
    const app = await openApp(page, '/app/banner')
    await app.getByText('Turn off Shopify’s own banner').waitFor()
    await takePicture(page, 'banner-page-to-do')
    await app.getByRole('button', { name: 'Let Kept ask' }).click()
    expect((await shop()).privacyFeatures.COOKIE_BANNER).toBe(true)
    await fetch(`${inject('urls').standIn}/stand-in/faults`, {
      method: 'POST',
      body: JSON.stringify({ operation: 'KeptConsentRegions', kind: '500' }),
    })
    await app.getByRole('dialog').getByRole('button', { name: 'Let Kept ask' }).click()
    await app.getByText('Half of it is done').waitFor()
    await app.getByText('Turn off Shopify’s own banner').waitFor({ state: 'detached' })
    await app.getByRole('button', { name: 'Run it again' }).click()
    await app.getByRole('dialog').getByRole('button', { name: 'Let Kept ask' }).click()
    await app.getByText('Half of it is done').waitFor({ state: 'detached' })
    const { privacyFeatures, consentPolicies } = await shop()
    expect(privacyFeatures.COOKIE_BANNER).toBe(false)
    const asked = consentPolicies.filter(({ consentRequired }: { consentRequired: boolean }) => consentRequired)
    expect(asked.map(({ countryCode }: { countryCode: string }) => countryCode)).toEqual(
      expect.arrayContaining(['FR', 'NO', 'GB', 'CH']),
    )
  })

  test('see each change before it is saved, and shoppers after; what a shopper could not read is refused', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/banner')
    const inPreview = (text: string) =>
      app.frameLocator('iframe[aria-hidden="false"]').first().getByText(text).first().waitFor()
    const colour = app.getByLabel('Accept and refuse', { exact: true })
    await colour.fill('#eeeeee')
    await app.getByText(/Contrast of the buttons’ text is/).waitFor()
    await page.locator('[data-save=save]').click()
    await page.getByRole('status').filter({ hasText: 'Not saved' }).waitFor()
    await colour.fill('#0b57a4')
    await app.getByText(/Contrast of the buttons’ text is/).waitFor({ state: 'detached' })
    await openSection(app, 'What it says')
    await app.getByLabel('Title', { exact: true }).fill('Thé et données')
    await inPreview('Thé et données')
    await openSection(app, 'One line for each purpose')
    await app.getByLabel('Personalised advertising', { exact: true }).fill('Des publicités pour vous')
    await inPreview('Des publicités pour vous')
    await app.getByRole('button', { name: 'Phone' }).click()
    await app.getByLabel('Layer', { exact: true }).selectOption('preferences')
    await app.getByLabel('Language', { exact: true }).selectOption({ label: 'Arabic' })
    await inPreview('خيارات الخصوصية')
    await takePicture(page, 'banner-page-preview-ar')
    await page.locator('[data-save=save]').click()
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
    const shown = async () => {
      const text = await (await fetch(inject('urls').storefront)).text()
      return text.includes('--key:#0b57a4') && text.includes('Thé et données')
    }
    await expect.poll(shown, { timeout: 20_000 }).toBe(true)
    await app.getByRole('link', { name: 'Past banners' }).click()
    await app.getByText('wording and its look').waitFor()
    await app.getByRole('table').getByRole('link').first().click()
    await inPreview('Thé et données')
    const frozen = app.frameLocator('iframe[aria-hidden="false"]').first().locator('#b').first()
    const shopper = await openPage('desktop', 'fr-FR')
    await shopper.goto(inject('urls').storefront)
    const shownNow = shopper.locator('#b')
    expect(await frozen.innerText()).toBe(await shownNow.innerText())
    expect(await frozen.evaluate(sizeOf)).toEqual(await shownNow.evaluate(sizeOf))
    await takePicture(page, 'banner-version')
    await expectAccessible(page, '#app')
  })

  test('are told that a colleague saved meanwhile, and keep what they typed', async () => {
    const [mine, theirs] = [await openPage(), await openPage()]
    const app = await openApp(mine, '/app/banner')
    const other = await openApp(theirs, '/app/banner')
    await other.getByLabel('Where it stands').selectOption('corner')
    await theirs.locator('[data-save=save]').click()
    await theirs.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
    await app.getByLabel('Where it stands').selectOption('center')
    await mine.locator('[data-save=save]').click()
    await app.getByText('A colleague saved meanwhile').first().waitFor()
    expect(await app.getByLabel('Where it stands').inputValue()).toBe('center')
    await app.getByRole('button', { name: 'Save mine over it' }).click()
    await mine.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  })

  test('a section with an error opens by itself, and one that is closed keeps what was typed', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/banner')
    await openSection(app, 'What it says')
    await app.getByLabel('Accept', { exact: true }).fill('Oui')
    await app.getByText('Write both labels, or neither.').first().waitFor()
    await openSection(app, 'What it says')
    // It holds an error: it stays open.
    await app.getByLabel('Accept', { exact: true }).fill('')
    await app.getByText('Write both labels, or neither.').waitFor({ state: 'detached' })
    await app.getByLabel('Accept', { exact: true }).waitFor({ state: 'hidden' })
    await app.getByLabel('Where it stands').selectOption('corner')
    await openSection(app, 'How it looks')
    await openSection(app, 'How it looks')
    expect(await app.getByLabel('Where it stands').inputValue()).toBe('corner')
  })

  test('see the banner beside its settings, wherever they scroll to, and never a blank in its place', async () => {
    const page = await openPage()
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/app/banner/preview*', async (route) => {
      await answered
      await route.continue()
    })
    const app = await openApp(page, '/app/banner')
    await app.getByRole('img', { name: 'The picture is being drawn' }).waitFor()
    await takePicture(page, 'banner-page-loading')
    await expectAccessible(page, '#app')
    answer()
    const shown = app.locator('iframe[aria-hidden="false"]')
    await shown.waitFor()
    await app.getByRole('img', { name: 'The picture is being drawn' }).waitFor({ state: 'detached' })
    for (const name of ['What it says', 'One line for each purpose', 'Whom it asks, and for how long']) {
      await openSection(app, name)
    }
    // The picture of before stays until the next one is there.
    await app.getByLabel('Language', { exact: true }).selectOption({ label: 'German' })
    expect(await shown.count()).toBe(1)
    await app.getByText('Whom it asks, and for how long').evaluate((title) => title.scrollIntoView({ block: 'center' }))
    await expect.poll(() => isInWindow(page, shown)).toBe(true)
    await takePicture(page, 'banner-page-scrolled')
  })

  test('on a phone the banner is one tap away, and the place in the settings is not lost', async () => {
    const page = await openPage('phone')
    const app = await openApp(page, '/app/banner')
    const field = app.getByLabel('Where it stands')
    await field.scrollIntoViewIfNeeded()
    const before = await field.boundingBox()
    await app.getByRole('button', { name: 'Show what shoppers see' }).click()
    await app.getByRole('dialog').locator('iframe[aria-hidden="false"]').waitFor()
    await takePicture(page, 'banner-page-phone-preview')
    await expectAccessible(page, '#app')
    await app.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await app.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await field.boundingBox())?.y).toBe(before?.y)
  })

  test.each(LOOKS)('the page is readable for everybody ($size, $locale)', async ({ size, locale }) => {
    const page = await openPage(size)
    const app = await openApp(page, '/app/banner', locale)
    await app
      .getByText(/Looking …|Vérification…/)
      .first()
      .waitFor({ state: 'detached' })
    await takePicture(page, `banner-page-${size}-${locale}`)
    await expectAccessible(page, '#app')
    const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
    expect(width).toBeLessThanOrEqual(0)
  })
})
