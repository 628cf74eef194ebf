import { describe, expect, inject, test } from 'vitest'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

const shop = async () => (await fetch(`${inject('urls').standIn}/stand-in/shop`)).json()

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
    await app.getByLabel('Title', { exact: true }).fill('Thé et données')
    await inPreview('Thé et données')
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
