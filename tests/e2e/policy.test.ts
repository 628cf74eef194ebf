import { readFileSync } from 'node:fs'
import type { FrameLocator, Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { publish, withTheTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withTheTemplate()

/** What stands at an address of the storefront. */
const onStorefront = async (path: string) => {
  const response = await fetch(new URL(path, inject('urls').storefront))
  return { status: response.status, text: await response.text() }
}

const shop = async () => (await fetch(`${inject('urls').standIn}/stand-in/shop`)).json()

/** Gives the draft something that no version has. */
async function renameOrders(page: Page, name: string) {
  const form = await openApp(page, '/app/register/purpose/edit/orders')
  await form.getByLabel('Name', { exact: true }).first().fill(name)
  await page.locator('[data-save=save]').click()
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
}

/** And the shop shows it. */
async function publishWell(page: Page, app: FrameLocator) {
  await publish(page, app)
  await app.getByText(/Version \d+ is in force since/).waitFor()
  await app.getByText('Your shop shows exactly what was published.').waitFor()
}

async function expectFine(page: Page, app: FrameLocator, name: string) {
  await takePicture(page, name)
  await expectAccessible(page, '#app')
  const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
  expect(width, `${name}: nothing scrolls sideways`).toBeLessThanOrEqual(0)
}

describe('staff publish the policy', () => {
  test('and customers read it in the shop, in French and in English, with its cookie page', async () => {
    const page = await openPage()
    await renameOrders(page, 'Commandes, livraison et paiement des achats')
    await publishWell(page, await openApp(page, '/app/policy'))
    const french = await onStorefront('/policies/privacy-policy')
    expect(french.text).toContain('Pourquoi nous utilisons vos données')
    const english = await onStorefront('/en/policies/privacy-policy')
    expect(english.text).toContain('Why we use your data')
    const cookies = await onStorefront('/pages/cookies')
    expect(cookies).toMatchObject({ status: 200, text: expect.stringContaining('_shopify_essential') })
  })

  test('and every version stays readable for customers at an address of its own', async () => {
    const { text } = await onStorefront('/policies/privacy-policy')
    const [, permalink] = /href="([^"]*\/apps\/privacy\/policy\/\d+\?lang=fr)"/.exec(text) ?? []
    const version = await onStorefront(new URL(permalink ?? '').pathname)
    expect(version).toMatchObject({ status: 200, text: expect.stringContaining('Cette version est en vigueur.') })
    expect((await onStorefront('/apps/privacy/policy?lang=en')).text).toContain('all versions')
    expect((await onStorefront('/apps/privacy/policy/999')).status).toBe(404)
  })
})

describe('somebody changes the policy in Shopify', () => {
  test('staff see what differs, and write Kept’s text again', async () => {
    const page = await openPage()
    const policy = (await shop()).policies.find(({ type }: { type: string }) => type === 'PRIVACY_POLICY')
    await page.goto(`${new URL(inject('urls').admin).origin}/store/${DEMO_SHOP.split('.')[0]}/settings`)
    const editor = page.getByLabel('Privacy policy (HTML)')
    await editor.fill((await editor.inputValue()).replace('<p>', '<p>We may sell everything. '))
    await page.getByRole('button', { name: 'Save the policy' }).click()
    const app = await openApp(page, '/app/policy')
    await app.getByText('One page of your shop is not what was published').waitFor()
    await app.getByRole('button', { name: 'Compare' }).click()
    await app.getByText('We may sell everything.').waitFor()
    await takePicture(page, 'policy-drift')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Write Kept’s text again' }).click()
    await app.getByText('Your shop shows exactly what was published.').waitFor()
    const after = (await shop()).policies.find(({ type }: { type: string }) => type === 'PRIVACY_POLICY')
    expect(after.body).toBe(policy.body)
  })
})

describe('the next version', () => {
  test('is compared with the one before, side by side, and told to customers in plain words', async () => {
    const page = await openPage()
    await renameOrders(page, 'Commandes, livraison et paiements en ligne')
    const app = await openApp(page, '/app/policy')
    await app.getByText('since the version in force').waitFor()
    await publishWell(page, app)
    const history = await openApp(page, '/app/policy/history')
    await history.getByText('In force', { exact: true }).waitFor()
    await expectFine(page, history, 'policy-history-desktop-en')
    await history
      .getByRole('link', { name: /^Compare with version/ })
      .first()
      .click()
    const version = page.frameLocator('#app')
    await version.getByText('What customers are told').waitFor()
    await version.locator('ins').first().waitFor()
    await expectFine(page, version, 'policy-version-desktop-en')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      version.getByRole('button', { name: 'Download as Markdown' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^policy-maison-thea-\d+\.fr\.md$/)
    expect(readFileSync(await file.path(), 'utf8')).toContain('## ')
  })
})

describe('every page of the policy is there, readable for everybody, without an error', () => {
  test.each(LOOKS)('policy, history and a version ($size, $locale)', async ({ size, locale }) => {
    const page = await openPage(size)
    for (const [name, path] of [
      ['policy', '/app/policy'],
      ['policy-cookies', '/app/policy?document=cookies'],
      ['policy-history', '/app/policy/history'],
      ['policy-version', '/app/policy/versions/2?from=1'],
    ] as const) {
      const app = await openApp(page, path, locale)
      await app.locator('.Polaris-SkeletonBodyText__SkeletonBodyTextContainer').waitFor({ state: 'detached' })
      await expectFine(page, app, `${name}-${size}-${locale}`)
    }
  })
})
