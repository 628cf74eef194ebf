import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

test('a shopper’s choice has a receipt on the shop’s site, and a worker seals', async () => {
  const shopper = await openPage('phone', 'fr-FR')
  const page = shopper
  await page.goto(inject('urls').storefront)
  const recorded = page.waitForResponse((response) => response.url().includes('/apps/privacy/consent'))
  await page.getByRole('button', { name: 'Tout refuser' }).click()
  const { id } = (await recorded).request().postDataJSON()
  await expect.poll(seals, { interval: 200 }).toBeGreaterThan(0)

  const address = new URL(`/apps/privacy/receipts/${id}`, inject('urls').storefront).href
  await page.goto(address)
  await page.getByRole('heading', { name: 'Reçu de votre choix' }).waitFor()
  await page.getByText('Statistiques sur l’usage de notre site').first().waitFor()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await expectAccessible(page)
  await takePicture(page, 'receipt-phone')
  expect(await (await fetch(`${address}.json`)).json()).toMatchObject({ record_id: id })
})

/** How many seals the demo's shop has. A worker makes the first a few seconds after the first decision. */
async function seals(): Promise<number> {
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  const { rows } = await database.query('SELECT FROM consent_seals WHERE shop = $1', [DEMO_SHOP])
  await database.end()
  return rows.length
}
