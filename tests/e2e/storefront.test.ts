import { describe, expect, inject, test } from 'vitest'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

/** What the template asks for, as staff and as the ledger name it. */
const ASKED = {
  advertising: 'Personalised advertising',
  profiling: 'Profiles by groups of interests',
  statistics: 'Statistics on the use of our site',
  'social-media': 'Content and sharing on social networks',
}

describe('a shopper comes to the shop', () => {
  test.each([
    { button: 'Tout refuser', answer: 'Refused' },
    { button: 'Tout accepter', answer: 'Agreed' },
  ])('“$button” is kept, and staff see it among the newest consents', async ({ button, answer }) => {
    const shopper = await openPage('phone', 'fr-FR')
    await shopper.goto(inject('urls').storefront)
    const recorded = shopper.waitForResponse((response) => response.url().includes('/apps/privacy/consent'))
    await shopper.getByRole('button', { name: button }).click()
    expect((await recorded).status()).toBe(200)
    await shopper.getByRole('button', { name: button }).waitFor({ state: 'hidden' })
    await shopper.reload()
    // The way back to the choice stands where the banner would.
    await shopper.locator('site-choices #r').waitFor()
    expect(await shopper.getByRole('button', { name: button }).isVisible()).toBe(false)

    const staff = await openPage()
    const app = await openApp(staff, '/app/consents')
    const newest = app.getByRole('row').nth(1)
    await newest.getByText(`${answer} all ${Object.keys(ASKED).length} that were asked`).waitFor()
    await newest.getByText('France (IDF)').waitFor()
    await newest.getByRole('link').click()
    const asked = app.getByRole('region', { name: 'What was asked, and chosen' })
    for (const name of Object.values(ASKED)) {
      await asked.getByRole('listitem').filter({ hasText: name }).getByText(answer, { exact: true }).waitFor()
    }
  })

  test('choosing one purpose keeps just that', async () => {
    const page = await openPage('desktop', 'fr-FR')
    await page.goto(inject('urls').storefront)
    await takePicture(page, 'storefront-banner-desktop')
    await page.getByRole('button', { name: 'Choisir' }).click()
    await page.getByRole('checkbox', { name: /Statistiques/ }).check()
    await takePicture(page, 'storefront-preferences-desktop')
    const recorded = page.waitForRequest((request) => request.url().includes('/apps/privacy/consent'))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Enregistrer/ })
      .click()
    expect((await recorded).postDataJSON().choices).toEqual({
      ...Object.fromEntries(Object.keys(ASKED).map((key) => [key, false])),
      statistics: true,
    })
  })

  test('a signed-in customer’s decision is erased with them', async () => {
    const page = await openPage('desktop', 'fr-FR')
    await page.goto(`${inject('urls').storefront}account`)
    await page.getByRole('combobox').selectOption({ index: 5 })
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByText('Connecté').waitFor()
    const recorded = page.waitForResponse((response) => response.url().includes('/apps/privacy/consent'))
    await page.getByRole('button', { name: 'Tout accepter' }).click()
    expect((await recorded).status()).toBe(200)
    await page.goto(inject('urls').admin.replace('/apps/kept', '/customers'))
    await page.getByRole('button', { name: 'Must be erased' }).nth(5).click()
    const app = await openApp(page, '/app/activity')
    await app.getByRole('row').nth(1).getByText('2 records erased').waitFor()
  })

  test.each(['desktop', 'phone'] as const)('the shop with its banner is readable for everybody (%s)', async (size) => {
    const page = await openPage(size, 'fr-FR')
    await page.goto(inject('urls').storefront)
    await page.getByRole('button', { name: 'Tout refuser' }).waitFor()
    await takePicture(page, `storefront-${size}`)
    await expectAccessible(page)
  })
})

test('the mailbox and the metrics answer', async () => {
  expect(await (await fetch(inject('urls').mail)).text()).toContain('Every mail that Kept sends')
  expect(await (await fetch(inject('urls').metrics)).text()).toContain('kept_door_requests_total')
})
