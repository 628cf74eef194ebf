import pg from 'pg'
import { beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { publish, withTheTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

withTheTemplate()

const storefront = (query = '') => `${inject('urls').storefront}${query}`
const CALIFORNIA = 'en/?country=US&cp_region=USCA'

/** As if staff had said so in the form of the cookies. */
beforeAll(async () => {
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  await database.query(
    `UPDATE register_drafts SET content = jsonb_set(content, '{cookies,usVisitors}', 'true') WHERE shop = $1`,
    [DEMO_SHOP],
  )
  await database.end()
  const page = await openPage()
  const app = await openApp(page, '/app/policy')
  await publish(page, app)
  await app.getByText('Your shop shows exactly what was published.').waitFor()
  await page.context().close()
  const isLinked = async () => (await (await fetch(storefront())).text()).includes('footer-link.js')
  await vi.waitUntil(isLinked, { timeout: 20_000, interval: 200 })
})

describe('a shop that says that it has visitors from the United States', () => {
  test.each(['desktop', 'phone'] as const)(
    'lets a Californian opt out from the foot of any page (%s)',
    async (size) => {
      const page = await openPage(size, 'en-US')
      await page.goto(storefront(CALIFORNIA))
      await page.getByRole('contentinfo').getByRole('link', { name: 'Your Privacy Choices' }).click()
      await page.getByRole('heading', { name: 'Your Privacy Choices' }).waitFor()
      await page.getByRole('link', { name: 'Maison Théa' }).waitFor()
      await page.getByRole('status').getByText('You have not opted out').waitFor()
      expect(await page.locator('site-choices section').isVisible()).toBe(false)
      await takePicture(page, `privacy-choices-${size}`)
      await expectAccessible(page)
      const recorded = page.waitForResponse((response) => response.url().includes('/apps/privacy/consent'))
      await page.getByRole('button', { name: 'Do not sell or share' }).click()
      await page.getByRole('status').getByText('You have opted out').waitFor()
      const answer = await recorded
      expect(answer.status()).toBe(200)
      expect(answer.request().postDataJSON()).toMatchObject({
        choices: { sale_of_data: false, advertising: false },
        surface: 'preferences',
        region: 'USCA',
      })
      await page.goto(storefront('en/'))
      await expect.poll(() => page.evaluate(() => window.Kept.allows('sale_of_data'))).toBe(false)
    },
  )

  test('shows GPC as honoured to who sends it, and nothing of it in France', async () => {
    const american = await openPage('desktop', 'en-US')
    await american.goto(storefront(`${CALIFORNIA}&cp_gpc=1`))
    await american.getByRole('contentinfo').getByText('is honoured').waitFor()
    await american.getByRole('link', { name: 'Your Privacy Choices' }).click()
    await american.getByText('We honour it').waitFor()

    const french = await openPage('desktop', 'fr-FR')
    await french.goto(storefront())
    await french.getByRole('button', { name: 'Tout refuser' }).waitFor()
    expect(await french.getByText('Vos choix de confidentialité').count()).toBe(0)
  })

  test('says so to staff, who can show the link to everybody', async () => {
    const staff = await openPage()
    const app = await openApp(staff, '/app/banner')
    await app.getByRole('button', { name: 'Whom it asks, and for how long', exact: true }).click()
    await app.getByLabel('Who sees the link “Your Privacy Choices”').selectOption('everyone')
    await staff.locator('[data-save=save]').click()
    await staff.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
    const shopper = await openPage('desktop', 'fr-FR')
    await expect
      .poll(
        async () => {
          await shopper.goto(storefront())
          return shopper.getByRole('link', { name: 'Vos choix de confidentialité' }).count()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(1)
    await shopper.getByRole('link', { name: 'Vos choix de confidentialité' }).click()
    await shopper.getByRole('heading', { name: 'Vos choix de confidentialité' }).waitFor()
  })

  test('tells its policy’s readers where the page is', async () => {
    const page = await openPage('desktop', 'en-US')
    await page.goto(storefront('en/policies/privacy-policy'))
    const link = page.locator('[data-statement="general.united_states.choices"] a')
    expect(await link.getAttribute('href')).toMatch(/\/apps\/privacy\/privacy-choices$/)
  })
})
