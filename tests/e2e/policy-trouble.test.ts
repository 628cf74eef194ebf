import type { FrameLocator } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

const shop = async () => (await fetch(`${inject('urls').standIn}/stand-in/shop`)).json()
const policyInShop = async (): Promise<string> =>
  (await shop()).policies.find(({ type }: { type: string }) => type === 'PRIVACY_POLICY').body

const settings = () => `${new URL(inject('urls').admin).origin}/store/${DEMO_SHOP.split('.')[0]}/settings`

withThePublishedTemplate()

const preview = (app: FrameLocator) => app.frameLocator('iframe')

describe('staff read the draft as the shop will show it', () => {
  test('a link in it leads to its section, and stays in it', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/policy')
    await preview(app).getByRole('navigation').getByRole('link').last().click()
    const scrolled = () =>
      preview(app)
        .locator('html')
        .evaluate((html) => html.scrollTop)
    await expect.poll(scrolled).toBeGreaterThan(0)
  })

  test('at its real size, as wide as there is room and as a phone, in the language of staff', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/policy')
    const inside = () =>
      preview(app)
        .locator('html')
        .evaluate((html) => html.clientWidth)
    const outside = async () => (await app.locator('iframe').boundingBox())?.width ?? 0
    // What a browser draws smaller is wider inside than outside.
    const isReal = async () => Math.abs((await inside()) - (await outside())) < 20
    await expect.poll(outside).toBeGreaterThan(800)
    await expect.poll(isReal).toBe(true)
    await app.getByRole('button', { name: 'Phone' }).click()
    await expect.poll(outside).toBe(390)
    await expect.poll(isReal).toBe(true)
    await takePicture(page, 'policy-preview-phone-desktop')
    await preview(app).getByText('Why we use your data').first().waitFor()
    await openApp(page, '/app/policy', 'fr')
    await preview(page.frameLocator('#app')).getByText('Pourquoi nous utilisons vos données').first().waitFor()
  })

  test('on a phone as wide as the phone, and its sections open by keyboard', async () => {
    const page = await openPage('phone')
    const app = await openApp(page, '/app/policy')
    expect(await app.getByRole('button', { name: 'Phone' }).count()).toBe(0)
    const section = preview(app).locator('details').first()
    await section.locator('summary').focus()
    const wasOpen = await section.evaluate((details) => (details as HTMLDetailsElement).open)
    await page.keyboard.press('Enter')
    await expect.poll(() => section.evaluate((details) => (details as HTMLDetailsElement).open)).toBe(!wasOpen)
    await takePicture(page, 'policy-preview-phone')
  })

  test('as consumers and as professionals are meant to read it', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/policy?language=en')
    await preview(app).locator('#consumer').waitFor()
    await preview(app).locator('#professional').waitFor()
    await app.getByLabel('Reader').selectOption('Professionals')
    await preview(app).locator('#consumer').waitFor({ state: 'detached' })
    await preview(app).locator('#professional').waitFor()
    await takePicture(page, 'policy-preview-professionals')
    await expectAccessible(page, '#app')
  })
})

describe('Shopify refuses the policy', () => {
  test('staff are told why and what to do, the shop shows what it showed, and drift is still told', async () => {
    const page = await openPage()
    const before = await policyInShop()
    const form = await openApp(page, '/app/register/cookies/edit')
    const months = form.getByLabel('Months until asked again')
    await months.fill((await months.inputValue()) === '7' ? '8' : '7')
    await page.locator('[data-save=save]').click()
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
    await fetch(`${inject('urls').standIn}/stand-in/faults`, {
      method: 'POST',
      body: JSON.stringify({
        operation: 'shopPolicyUpdate',
        kind: 'userError',
        userError: { field: ['shopPolicy', 'body'], message: 'Body is not to our liking', code: 'TOO_BIG' },
      }),
    })
    const app = await openApp(page, '/app/policy')
    await app.getByText('since the version in force').waitFor()
    await app.getByRole('button', { name: 'Publish', exact: true }).click()
    await app.getByText('What customers are told').waitFor()
    await takePicture(page, 'policy-publish-dialog')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Publish now' }).click()
    await app.getByText(/Version \d+ was not published/).waitFor()
    await app.getByText('Body is not to our liking').waitFor()
    await app.getByText('change the entry it is about').waitFor()
    await app.getByText('Your shop shows exactly what was published.').waitFor()
    expect(await policyInShop()).toBe(before)
    await takePicture(page, 'policy-refused')
    await expectAccessible(page, '#app')

    await page.goto(settings())
    const editor = page.getByLabel('Privacy policy (HTML)')
    await editor.fill(before.replace('<p>', '<p>We may sell everything. '))
    await page.getByRole('button', { name: 'Save the policy' }).click()
    await openApp(page, '/app/policy')
    await app.getByText('One page of your shop is not what was published').waitFor()
    await app.getByRole('button', { name: 'Keep the shop’s text' }).click()
    await app.getByText('You kept the shop’s own text').waitFor()
    await app.getByRole('button', { name: 'Write Kept’s text again' }).click()
    await app.getByText('Your shop shows exactly what was published.').waitFor()
    expect(await policyInShop()).toBe(before)
  })
})

describe('Shopify writes the policy by itself', () => {
  const isAutomatic = async () => (await shop()).privacyFeatures.PRIVACY_POLICY

  test('staff are told, and it is turned off only once they have said so twice', async () => {
    const page = await openPage()
    await page.goto(settings())
    await page.getByRole('button', { name: 'Turn on: Automatic privacy policy' }).click()
    await page.getByRole('button', { name: 'Turn off: Automatic privacy policy' }).waitFor()
    const app = await openApp(page, '/app/policy')
    await app.getByText('Shopify writes your policy automatically').waitFor()
    await app.getByRole('button', { name: 'Turn it off …' }).click()
    await app.getByText('Only you can turn the automated policy on again').waitFor()
    await takePicture(page, 'policy-automatic')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Leave it on' }).click()
    expect(await isAutomatic()).toBe(true)
    await app.getByRole('button', { name: 'Turn it off …' }).click()
    await app.getByRole('button', { name: 'Turn it off now' }).click()
    await page.getByRole('status').filter({ hasText: 'The automated policy is off' }).waitFor()
    await app.getByText('Shopify writes your policy automatically').waitFor({ state: 'detached' })
    expect(await isAutomatic()).toBe(false)
  })
})

describe('a version', () => {
  test('has an address to copy', async () => {
    // The stand-in's frame gives no clipboard, which Chromium tells of.
    const page = await openPage('phone', 'en-GB', { expects: /Clipboard API/ })
    const app = await openApp(page, '/app/policy/versions/1')
    expect(await app.getByLabel('Where customers find it').inputValue()).toMatch(/\/apps\/privacy\/policy\/1\?lang=fr$/)
    await app.getByRole('button', { name: 'Copy its address' }).click()
    await page
      .getByRole('status')
      .filter({ hasText: /Address copied|Selected/ })
      .waitFor()
    await takePicture(page, 'policy-version-phone')
    await expectAccessible(page, '#app')
  })
})
