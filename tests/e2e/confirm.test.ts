import { expect, test } from 'vitest'
import { chooseTheTemplate, withFreshShop } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, takePicture } from './browser.ts'

withFreshShop()

test('staff confirm what the template supposed, part by part, before the policy can say it', async () => {
  await chooseTheTemplate()
  const page = await openPage()
  const app = await openApp(page, '/app/policy')
  const publish = app.getByRole('button', { name: 'Publish', exact: true })
  await publish.waitFor()
  expect(await publish.isDisabled()).toBe(true)
  await app.getByRole('link', { name: 'Confirm them' }).click()
  await app.getByRole('heading', { name: 'Confirm what was suggested' }).waitFor()
  const lead = app.getByRole('status').filter({ hasText: 'left to confirm' })
  const count = async () => Number((await lead.textContent())?.match(/\d+/)?.[0])
  const before = await count()
  await takePicture(page, 'register-confirm-desktop')
  await expectAccessible(page, '#app')

  // By keyboard, one part.
  await app.getByRole('button', { name: 'Confirm: Shopify International Limited' }).press('Enter')
  await lead.filter({ hasText: String(before - 1) }).waitFor()
  // What a sentence promises is read before it is confirmed.
  await app.getByText('We do not sell, rent or give away your data.').waitFor()

  // Changing a part is standing for it, too.
  await app.getByRole('link', { name: 'Change: We do not sell your data' }).click()
  await app.getByRole('textbox', { name: 'Text' }).first().fill('Vos données ne sont pas à vendre.')
  await page.locator('[data-save=save]').click()
  await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor()
  await page.goBack()
  await lead.filter({ hasText: String(before - 2) }).waitFor()

  const all = app.getByRole('button', { name: /^Confirm all \d+ shown here$/ })
  while ((await all.count()) > 0) {
    const rest = await count()
    await all.first().click()
    await expect.poll(async () => ((await lead.count()) === 0 ? 0 : count())).toBeLessThan(rest)
  }
  const one = app.getByRole('button', { name: /^Confirm: / })
  while ((await one.count()) > 0) {
    const rest = await one.count()
    await one.first().click()
    await expect.poll(() => one.count()).toBeLessThan(rest)
  }
  await app.getByText('Everything is confirmed.').waitFor()
  await app
    .getByRole('link', { name: 'Go to the policy' })
    .or(app.getByRole('button', { name: 'Go to the policy' }))
    .click()
  await publish.waitFor()
  await expect.poll(() => publish.isDisabled()).toBe(false)
  await page.context().close()
})

test('on a phone and in French, once nothing is left', async () => {
  const page = await openPage('phone', 'fr-FR')
  const app = await openApp(page, '/app/register/confirm', 'fr')
  await app.getByRole('heading', { name: 'Confirmer ce qui est proposé' }).waitFor()
  await app.getByText('Plus rien dans la politique n’est supposé.').waitFor()
  await takePicture(page, 'register-confirm-phone-fr')
  await expectAccessible(page, '#app')
  await page.context().close()
})
