import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { banner, press, visit } from './browser.ts'
import { renderEmbed } from './storefront.ts'

const choice = (page: Page) => page.evaluate(() => window.Kept.choice())
const told = (page: Page) => page.evaluate<object[]>('__calls')
const seconds = (at = Date.now()) => Math.ceil(at / 1000)
/** What Google was told last of marketing. */
const adStorage = (page: Page) =>
  page.evaluate(() => {
    const said = (window.dataLayer as [string, string, { ad_storage?: string }][]).filter(
      ([what]) => what === 'consent',
    )
    return said.map(([, , { ad_storage }]) => ad_storage)
  })

test('who agreed here and objects by letter is not tracked from the next page on, nor after signing out', async () => {
  const body = '<script type="text/plain" data-purpose="marketing">window.tracked = true</script>'
  await using shopper = await visit({ body })
  const { page, shop } = shopper
  await press(page, 'yes')
  await shopper.recorded(1)
  await page.waitForFunction('window.tracked')

  shop.options = { ...shop.options, signedIn: true, refusals: { marketing: seconds() + 1 } }
  await page.reload()
  expect(await adStorage(page), 'no tag of the page sees a consent').not.toContain('granted')
  await expect.poll(() => told(page)).toEqual([{ preferences: true, analytics: true, marketing: false }])
  expect(await choice(page)).toEqual({ preferences: true, analytics: true, marketing: false })
  expect(await page.evaluate('window.tracked')).toBeUndefined()
  await expect.poll(() => page.evaluate(() => JSON.parse(localStorage.kp1).w)).toBe(0)

  shop.options = { ...shop.options, signedIn: false, refusals: {} }
  await page.reload()
  expect(await choice(page)).toMatchObject({ marketing: false })
  expect(
    shop.received.filter(({ path }) => path.endsWith('/consent')),
    'it is in the ledger already',
  ).toHaveLength(1)
})

test('a customer is not asked again in a new browser for what they objected to, and may agree to it there', async () => {
  await using shopper = await visit({ signedIn: true, refusals: { marketing: seconds() - 60 } })
  const { page } = shopper
  await banner(page).waitFor()
  expect(await page.evaluate(() => window.Kept.a)).toEqual(['preferences', 'analytics'])
  await press(page, 'open')
  for (const box of await page.locator('site-choices input').all()) await box.check()
  await press(page, 'save')
  await shopper.recorded(1)
  await page.reload()
  expect(await choice(page), 'the newest answer counts').toMatchObject({ marketing: true })
})

test('what another app writes into the metafield neither breaks the page nor gets into it as markup', async () => {
  const refusals = { marketing: '</script><script>alert(1)</script>', analytics: { a: 1 }, 'not declared': 5 }
  const page = await renderEmbed({ signedIn: true, refusals })
  expect(page).not.toContain('alert')
  expect(page).not.toContain('not declared')
  await using shopper = await visit({ signedIn: true, refusals })
  await banner(shopper.page).waitFor()
  expect(await shopper.page.evaluate(() => window.Kept.a)).toEqual(['preferences', 'analytics', 'marketing'])
})
