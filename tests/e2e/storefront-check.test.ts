import pg from 'pg'
import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, openApp, openPage, type Size, takePicture } from './browser.ts'

withThePublishedTemplate()

const SETS = `document.cookie='_hjid=1;path=/'`
const EARLY = `<script>${SETS}</script>`
const HELD = `<script type="text/plain" data-purpose="statistics">${SETS}</script>`

/** Somebody pastes a script into the theme, as the head of every page. */
const paste = (page: Page, script: string) =>
  page.context().route(
    (url) => url.href.startsWith(inject('urls').storefront) && url.pathname === '/',
    async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace('</head>', `${script}</head>`) })
    },
  )

const checked = async (script: string, button: string, size: Size = 'desktop', locale = 'en') => {
  const page = await openPage(size)
  await paste(page, script)
  const app = await openApp(page, '/app/banner', locale)
  const popup = page.waitForEvent('popup')
  await app.getByRole('button', { name: button }).click()
  const shop = await popup
  await shop.getByText(/the result is in Kept|le résultat est dans Kept/).waitFor()
  return { page, app, shop }
}

const decisions = async () => {
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  const { rows } = await database.query('SELECT count(*) FROM consent_events')
  await database.end()
  return Number(rows[0].count)
}

test('a tracker in the theme that does not wait is named as a problem, and the check is nobody’s decision', async () => {
  const before = await decisions()
  const { page, app, shop } = await checked(EARLY, 'Check now')
  const row = app.getByRole('row').filter({ hasText: '_hjid' })
  await row.getByText('Before the choice, without consent').waitFor()
  expect(await row.textContent()).toContain('Hotjar')
  await app.locator('p').filter({ hasText: 'One problem among' }).waitFor()
  await app.getByText('What a check cannot see').scrollIntoViewIfNeeded()
  await takePicture(page, 'storefront-check-desktop-en')
  await expectAccessible(page, '#app')
  const left = () => Object.keys({ ...localStorage, ...sessionStorage }).filter((name) => name.startsWith('kp'))
  expect(await shop.evaluate(left)).toEqual([])
  expect(new URL(shop.url()).hash).toBe('')
  await shop.reload()
  await shop.getByRole('button', { name: 'Tout refuser' }).waitFor()
  expect(await decisions()).toBe(before)
})

test('held back with data-purpose, it comes with the consent only, and the check says so (phone, French)', async () => {
  const { page, app } = await checked(HELD, 'Vérifier à nouveau', 'phone', 'fr')
  await app.locator('p').filter({ hasText: 'Aucun problème parmi' }).waitFor()
  await app.getByText('Vu après acceptation').first().scrollIntoViewIfNeeded()
  await takePicture(page, 'storefront-check-phone-fr')
  await expectAccessible(page, '#app')
  const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
  expect(width).toBeLessThanOrEqual(0)
})
