import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { daysAfter } from '../../app/register/calendar.ts'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withThePublishedTemplate()

const TODAY = new Date().toISOString().slice(0, 10)

async function inDatabase(work: (database: pg.Client) => Promise<unknown>): Promise<void> {
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  await work(database)
  await database.end()
}

const forget = () =>
  inDatabase((database) => database.query('DELETE FROM storefront_days WHERE shop = $1', [DEMO_SHOP]))

/** As if a month of visits had been counted. */
beforeAll(async () => {
  await forget()
  await inDatabase((database) =>
    database.query(
      `INSERT INTO storefront_days (shop, day, shown, answered, gave_up)
       SELECT $1, $2::date - n, 400 + n, 300 + n, n / 28 FROM generate_series(1, 29) AS n`,
      [DEMO_SHOP, TODAY],
    ),
  )
})
afterAll(forget)

test('a shopper’s visit is counted through the app proxy, and their answer is recorded', async () => {
  const shopper = await openPage('desktop', 'fr-FR')
  const counted = shopper.waitForResponse((response) => response.url().includes('/apps/privacy/shown'))
  const recorded = shopper.waitForResponse((response) => response.url().includes('/apps/privacy/consent'))
  await shopper.goto(inject('urls').storefront)
  expect((await counted).status()).toBe(202)
  await shopper.getByRole('button', { name: 'Tout refuser' }).click()
  expect((await recorded).status()).toBe(200)
})

const SAID = {
  en: {
    sum: /In the last 30 days, about 12,\d{3} visits saw the banner: 9,\d{3} answered it, and about 2,\d{3} left it alone\./,
    gaveUp: /2 records were given up/,
    byDay: 'Day by day',
    row: /410 310 100$/,
  },
  fr: {
    sum: /Ces 30 derniers jours, environ 12\s\d{3} visites ont vu le bandeau\s: 9\s\d{3} y ont répondu, et environ 2\s\d{3} l’ont laissé sans réponse\./u,
    gaveUp: /2 enregistrements ont été abandonnés/,
    byDay: 'Jour par jour',
    row: /410 310 100$/,
  },
} as const

test.each(LOOKS)(
  'staff read how many visits saw the banner, answered it and left it alone ($size, $locale)',
  async ({ size, locale }) => {
    const page = await openPage(size)
    const app = await openApp(page, '/app/banner', locale)
    const said = SAID[locale]
    await app.getByText(said.sum).waitFor()
    await app.getByText(said.gaveUp).waitFor()
    await app.getByText(said.byDay).first().click()
    const table = app.getByRole('table', { name: said.byDay })
    const tenDaysAgo = daysAfter(TODAY, -10)
    const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
    const heading = app.getByRole('rowheader', { name: short.format(new Date(tenDaysAgo)), exact: true })
    const row = table.getByRole('row').filter({ has: heading })
    expect((await row.getByRole('cell').allInnerTexts()).join(' ')).toMatch(said.row)
    await takePicture(page, `banner-counts-${size}-${locale}`)
    await expectAccessible(page, '#app')
    const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
    expect(width).toBeLessThanOrEqual(0)
  },
)
