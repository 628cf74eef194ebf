import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { FrameLocator, Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { countDecisions, withFreshShop } from './a-fresh-shop.ts'
import { expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

withFreshShop()

/** A page of 22 looks takes its time. */
const LONG_MS = 180_000

/** The save bar is the admin's. */
const save = (page: Page) => page.locator('[data-save=save]').click()
const toast = (page: Page, text: string | RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor()

/** In the list of entries, which is a table on wide screens only. */
const firstEntry = (app: FrameLocator) => app.locator('[data-primary-link]').first()

describe('a new merchant', () => {
  test('is led from the home page to a register without errors by the template', async () => {
    const page = await openPage()
    const app = await openApp(page)
    // What shoppers decided in a file before this one is the last of the five.
    const before = (await countDecisions()) > 0 ? 1 : 0
    await app.getByText(`${before} of 6 done`).waitFor()
    await takePicture(page, 'setup-guide')
    await expectAccessible(page, '#app')
    await app.getByRole('link', { name: 'Begin', exact: true }).click()
    await app.getByRole('heading', { level: 1, name: 'Register' }).waitFor()
    await takePicture(page, 'register-start')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Use the template' }).click()
    await app.getByText(/facts that nobody confirmed keep it from being published/).waitFor()
    await openApp(page, '/app/register/controller/edit')
    expect(await app.getByLabel('Name', { exact: true }).first().inputValue()).toBe('Maison Théa')
    expect(await app.getByLabel('Address', { exact: true }).first().inputValue()).toBe(
      '12 rue des Tanneurs\n37000 Tours',
    )
    await openApp(page)
    await app.getByText(`${before + 2} of 6 done`).waitFor()
  })
})

const TITLES = {
  purpose: { en: 'Purposes', fr: 'Finalités' },
  data_category: { en: 'Data categories', fr: 'Catégories de données' },
  recipient: { en: 'Recipients', fr: 'Destinataires' },
  storage_place: { en: 'Storage places', fr: 'Lieux de stockage' },
  retention_rule: { en: 'Retention rules', fr: 'Durées de conservation' },
  tracker: { en: 'Trackers', fr: 'Traceurs' },
  clause: { en: 'Clauses', fr: 'Clauses' },
  sentence: { en: 'Fixed sentences', fr: 'Phrases fixes' },
} as const
const KINDS = Object.keys(TITLES) as (keyof typeof TITLES)[]

const OTHER_PAGES = [
  { name: 'overview', path: '' },
  { name: 'controller', path: '/controller/edit' },
  { name: 'rights', path: '/rights_channel/edit' },
  { name: 'cookies', path: '/cookies/edit' },
  { name: 'languages', path: '/languages/edit' },
  { name: 'purpose-new', path: '/purpose/edit' },
  { name: 'changes', path: '/changes' },
  { name: 'import', path: '/import' },
]

async function expectFine(page: Page, app: FrameLocator, name: string) {
  await takePicture(page, name)
  await expectAccessible(page, '#app')
  const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
  expect(width, `${name}: nothing scrolls sideways`).toBeLessThanOrEqual(0)
}

describe('every page of the register is there, readable for everybody, without an error', () => {
  test.each(LOOKS)(
    'lists, and the form of their first entry ($size, $locale)',
    { timeout: LONG_MS },
    async ({ size, locale }) => {
      const page = await openPage(size)
      for (const kind of KINDS) {
        const app = await openApp(page, `/app/register/${kind}`, locale)
        expect(await app.locator('h1').first().textContent()).toBe(TITLES[kind][locale])
        await expectFine(page, app, `register-${kind}-list-${size}-${locale}`)
        const first = firstEntry(app)
        const name = (await first.textContent()) ?? ''
        await first.click()
        await app.getByRole('heading', { level: 1, name }).waitFor()
        await expectFine(page, app, `register-${kind}-form-${size}-${locale}`)
      }
    },
  )

  test.each(LOOKS)(
    'what there is only one of, and the tools ($size, $locale)',
    { timeout: LONG_MS },
    async ({ size, locale }) => {
      const page = await openPage(size)
      for (const { name, path } of OTHER_PAGES) {
        const app = await openApp(page, `/app/register${path}`, locale)
        await expectFine(page, app, `register-${name}-${size}-${locale}`)
      }
    },
  )
})

describe('staff edit an entry', () => {
  test('save it with the admin’s bar, and find it so when they come back', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register/purpose')
    await app.getByRole('link', { name: 'Statistics on the use of our site' }).click()
    await app.getByLabel('Description').first().fill('Combien de personnes viennent, et ce qu’elles regardent.')
    await takePicture(page, 'register-save-bar')
    await save(page)
    await toast(page, 'Saved')
    await page.reload()
    await app.getByLabel('Description').first().waitFor()
    expect(await app.getByLabel('Description').first().inputValue()).toContain('Combien de personnes')
  })

  test('with the keyboard alone', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register/clause/edit?field=title')
    await app.getByLabel('Title').waitFor()
    await expect.poll(() => app.locator(':focus').evaluate((input) => input.tagName)).toBe('INPUT')
    await page.keyboard.type('Nos engagements')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Nous tenons ce que nous promettons.')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    await app.getByRole('heading', { level: 1, name: 'Nos engagements' }).waitFor()
    await toast(page, 'Saved')
  })

  test('are told what is missing in their language, and stand in the first field that needs them', async () => {
    const page = await openPage('phone')
    const app = await openApp(page, '/app/register/recipient/edit', 'fr')
    await app.getByLabel('E-mail pour les signalements').fill('pas une adresse')
    await save(page)
    await app.getByText('Pas enregistré : 2 points vous attendent').waitFor()
    await app.getByText('Nom : n’est rédigé dans aucune langue.').waitFor()
    await takePicture(page, 'register-problems-phone-fr')
    await expectAccessible(page, '#app')
    await expect
      .poll(() => app.locator(':focus').evaluate((input) => input.closest('[data-field]')?.getAttribute('data-field')))
      .toBe('name')
  })

  test('see while they type that a consent nobody is asked for cannot be shown', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register/purpose/edit')
    await app.getByLabel('Name').first().fill('Mesurer')
    await app.getByLabel('Topic').focus()
    await app.getByText('but nobody is asked').waitFor()
    await app.getByLabel('the banner', { exact: true }).check()
    await app.getByText('but nobody is asked').waitFor({ state: 'detached' })
  })

  test('are asked before they leave what is not saved', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register/cookies/edit')
    await app.getByLabel('Months until asked again').fill('7')
    let asked = 0
    page.on('dialog', async (dialog) => {
      asked += 1
      await (asked === 1 ? dialog.dismiss() : dialog.accept())
    })
    await app.getByRole('link', { name: 'Register' }).click()
    await expect.poll(() => asked).toBe(1)
    expect(await app.getByLabel('Months until asked again').inputValue()).toBe('7')
    await app.getByRole('link', { name: 'Register' }).click()
    await app.getByText('How complete it is').waitFor()
  })

  test('take over what is known of a tracker in one click', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register/tracker/edit')
    await app.getByLabel('Name or pattern').fill('_hjid')
    await app.getByLabel('Provider', { exact: true }).focus()
    await app.getByText('Known as Hotjar').waitFor()
    await app.getByRole('button', { name: 'Use this' }).click()
    expect(await app.getByLabel('Provider', { exact: true }).inputValue()).toBe('Hotjar')
    await save(page)
    await toast(page, 'Saved')
  })
})

describe('two members of staff edit the same entry', () => {
  test('the second is told, sees both, keeps what they typed, and chooses', async () => {
    const anne = await openPage()
    const bilal = await openPage()
    const path = '/app/register/storage_place'
    const [hers, his] = [await openApp(anne, path), await openApp(bilal, path)]
    for (const app of [hers, his]) {
      await firstEntry(app).click()
      await app.getByLabel('Description').first().waitFor()
    }
    await hers.getByLabel('Description').first().fill('Ce que dit Anne')
    await save(anne)
    await toast(anne, 'Saved')
    await his.getByLabel('Description').first().fill('Ce que dit Bilal')
    await save(bilal)
    await his.getByText('Somebody saved this before you').waitFor()
    await his.getByRole('cell', { name: 'Ce que dit Anne' }).waitFor()
    expect(await his.getByLabel('Description').first().inputValue()).toBe('Ce que dit Bilal')
    await takePicture(bilal, 'register-conflict')
    await expectAccessible(bilal, '#app')
    await his.getByRole('button', { name: 'Save mine over it' }).click()
    await toast(bilal, 'Saved')
    await hers.getByLabel('Description').first().fill('Encore Anne')
    await save(anne)
    await hers.getByRole('button', { name: 'Take what is saved' }).click()
    await expect.poll(() => hers.getByLabel('Description').first().inputValue()).toBe('Ce que dit Bilal')
  })
})

describe('a colleague removes what somebody is editing', () => {
  test('what they typed is still there, and they can put it back', async () => {
    const anne = await openPage()
    const bilal = await openPage()
    const [hers, his] = [await openApp(anne, '/app/register/clause'), await openApp(bilal, '/app/register/clause')]
    const name = (await firstEntry(hers).textContent()) ?? ''
    for (const app of [hers, his]) {
      await firstEntry(app).click()
      await app.getByLabel('Text', { exact: true }).waitFor()
    }
    await his.getByLabel('Text', { exact: true }).fill('Ce que dit Bilal')
    await hers.getByRole('button', { name: 'Remove', exact: true }).click()
    await hers.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await toast(anne, 'is removed')
    await save(bilal)
    await his.getByText('Somebody removed this before you saved').waitFor()
    expect(await his.getByLabel('Text', { exact: true }).inputValue()).toBe('Ce que dit Bilal')
    await takePicture(bilal, 'register-conflict-removed')
    await his.getByRole('button', { name: 'Put mine back' }).click()
    await toast(bilal, 'Saved')
    await openApp(anne, '/app/register/clause')
    await hers.getByRole('link', { name }).first().waitFor()
  })
})

describe('staff remove an entry', () => {
  test('see what names it, remove it everywhere, and take that back', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register/recipient')
    const count = (await app.getByText(/^\d+ entries$/).textContent()) ?? ''
    const link = firstEntry(app)
    const name = (await link.textContent()) ?? ''
    await link.click()
    await app.getByRole('button', { name: 'Remove', exact: true }).click()
    await app.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await app.getByText('You can remove it all the same').waitFor()
    await takePicture(page, 'register-remove')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Remove it everywhere' }).click()
    await toast(page, 'is removed')
    await app.getByRole('heading', { level: 1, name: 'Recipients' }).waitFor()
    expect(await app.getByText(count).count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await toast(page, 'It is back')
    await app.getByText(count).waitFor()
    expect(await firstEntry(app).textContent()).toBe(name)
  })
})

describe('the storefront saw trackers', () => {
  test('staff look at their storefront, add one in a click and ignore another', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register/tracker')
    const [storefront] = await Promise.all([
      page.context().waitForEvent('page'),
      app.getByRole('link', { name: 'Look at my storefront' }).click(),
    ])
    const told = storefront.waitForRequest((request) => {
      return request.url().includes('/trackers') && (request.postData() ?? '').includes('_pin_unauth')
    })
    await storefront.waitForLoadState()
    await storefront.context().addCookies([{ name: '_pin_unauth', value: 'a-secret', url: storefront.url() }])
    await storefront.evaluate(() => localStorage.setItem('of-a-browser-extension', 'a-secret'))
    const report = await told
    expect(report.postData()).not.toContain('a-secret')
    await report.response()
    await storefront.close()
    await app.locator('body').evaluate(() => window.dispatchEvent(new Event('focus')))
    await app.getByText('Seen in your shop, not in the register').waitFor()
    await takePicture(page, 'register-seen')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Add _pin_unauth' }).click()
    await toast(page, '_pin_unauth is in the register')
    await app.getByRole('button', { name: 'Ignore of-a-browser-extension' }).click()
    await toast(page, 'One name is ignored')
    await app.getByRole('button', { name: 'Ignore of-a-browser-extension' }).waitFor({ state: 'detached' })
  })
})

describe('a register as a file', () => {
  test('is exported as the record of processing and as JSON, and comes back only whole', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/register')
    const exported = async (item: string) => {
      await app.getByRole('button', { name: 'Files' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        app.getByRole('button', { name: item, exact: true }).click(),
      ])
      return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
    }
    const xlsx = await exported('Record of processing (XLSX)')
    expect(xlsx.name).toMatch(/^register-maison-thea-\d{4}-\d\d-\d\d\.xlsx$/)
    expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK')
    const json = await exported('Register (JSON)')
    expect(json.name).toMatch(/\.json$/)

    await app.getByRole('button', { name: 'Files' }).click()
    await app.getByRole('link', { name: 'Import a register' }).click()
    const choose = (text: string) =>
      app
        .locator('input[type=file]')
        .setInputFiles({ name: 'r.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await choose(json.bytes.toString().replace('"consent"', '"consnt"'))
    await app.getByText('Nothing was imported: one error in the file').waitFor()
    await app.getByText(/^Line \d+, column \d+: purposes\.\d+\.legalBasis/).waitFor()
    await takePicture(page, 'register-import-errors')
    await expectAccessible(page, '#app')
    await choose(json.bytes.toString().replace('Maison Théa', 'Maison Théa SAS'))
    await app.getByText('One part of the draft changes').waitFor()
    await app.getByText('Maison Théa SAS').first().waitFor()
    await takePicture(page, 'register-import-preview')
    await app.getByRole('button', { name: 'Put it in' }).click()
    await toast(page, 'The register is imported')
    await openApp(page, '/app/register/controller/edit')
    expect(await app.getByLabel('Name', { exact: true }).first().inputValue()).toBe('Maison Théa SAS')
  })
})

describe('what publishing would change', () => {
  test('is said in plain words, and each change can be discarded and brought back', async () => {
    const database = new pg.Client({ connectionString: inject('stackDatabase') })
    await database.connect()
    await database.query(
      `INSERT INTO register_versions (shop, number, content, hash, author, created_at, state, published_at)
       SELECT shop, 1000, content, repeat('0', 64), '42', now(), 'published', now() FROM register_drafts WHERE shop = $1`,
      [DEMO_SHOP],
    )
    const page = await openPage()
    const app = await openApp(page, '/app/register/cookies/edit')
    await app.getByLabel('Months until asked again').fill('9')
    await save(page)
    await toast(page, 'Saved')
    await openApp(page, '/app/register/changes')
    await app.getByText('months until asked again changes from “6” to “9”').waitFor()
    await takePicture(page, 'register-changes-made')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Discard: Cookies' }).click()
    await app.getByText('Nothing has changed').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await app.getByText('One part changes').waitFor()
    // The shop never showed this version: other tests must not find it.
    await database.query('DELETE FROM register_versions WHERE shop = $1 AND hash = repeat($2, 64)', [DEMO_SHOP, '0'])
    await database.end()
  })
})
