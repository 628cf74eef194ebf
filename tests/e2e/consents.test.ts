import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { FrameLocator, Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { aDecision } from '../setup/a-decision.ts'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { withThePublishedTemplate } from './a-fresh-shop.ts'
import { appIn, expectAccessible, openApp, openPage, type Size, takePicture } from './browser.ts'

withThePublishedTemplate()

interface Customer {
  id: number
  email: string | null
}

let customer: Customer & { email: string }
let record: string
const ASKED = { statistics: 'Statistics on the use of our site', advertising: 'Personalised advertising' }

/** A decision as the storefront sends it, of a visitor who is signed in or not. */
const decide = async (changes: object, signedIn?: Customer) => {
  const decision = aDecision({ language: 'fr', ...changes })
  const answer = await fetch(new URL('/apps/privacy/consent', inject('urls').storefront), {
    method: 'POST',
    headers: { ...(signedIn && { cookie: `stand_in_customer=${signedIn.id}` }) },
    body: JSON.stringify(decision),
  })
  expect(answer.status).toBe(200)
  return decision
}

beforeAll(async () => {
  const { customers } = await (await fetch(`${inject('urls').standIn}/stand-in/shop`)).json()
  customer = customers.findLast(({ email }: Customer) => email !== null)
  record = (await decide({ choices: { statistics: true, advertising: true } }, customer)).id
  for (const region of ['DEBE', 'FRARA', 'IT25']) {
    await decide({ choices: { statistics: region === 'DEBE', advertising: false }, region, language: 'de' })
  }
  await decide({ choices: { statistics: false, advertising: false }, consentId: '=1+1', surface: 'gpc', gpc: true })
})

/** Turns the first decision, as the owner of the database can; returns what turns it back. */
async function tamper(): Promise<() => Promise<void>> {
  const turn = async () => {
    const owner = new pg.Client({ connectionString: inject('stackDatabase') })
    await owner.connect()
    await owner.query('BEGIN; SET LOCAL session_replication_role = replica')
    const { rowCount } = await owner.query(
      `UPDATE consent_events SET gpc = NOT gpc WHERE shop = $1 AND position = (
         SELECT min(e.position) FROM consent_events e JOIN consent_seals s ON s.shop = e.shop AND s.to_position > e.position
         WHERE e.shop = $1)`,
      [DEMO_SHOP],
    )
    await owner.query('COMMIT')
    await owner.end()
    return rowCount === 1
  }
  // The first seal follows the first decision within seconds.
  await expect.poll(turn).toBe(true)
  return async () => void (await turn())
}

const search = async (app: FrameLocator, text: string) => {
  await app.getByLabel('Find a person or a record').fill(text)
  await app.getByRole('button', { name: 'Find', exact: true }).click()
}

const addressOf = (page: Page) => page.frames().map((frame) => frame.url())

describe('staff look into the ledger', () => {
  test('find a customer by e-mail, whose address stands in no address of a page, and withdraw for them', async () => {
    const page = await openPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const app = await openApp(page, '/app/consents')
    await search(app, customer.email)
    await app.getByText(`Customer ${customer.id}`).waitFor()
    expect([...asked, ...addressOf(page)].filter((url) => /@|%40/.test(url))).toEqual([])
    await app.getByRole('row').nth(1).getByRole('link').click()
    const now = app.getByRole('region', { name: 'What counts now' })
    const line = now.getByRole('listitem').filter({ hasText: ASKED.statistics })
    await line.getByText('Agreed', { exact: true }).waitFor()
    await app.getByRole('button', { name: 'Withdraw on their behalf' }).click()
    await app.getByRole('dialog').getByLabel(ASKED.statistics).check()
    await app.getByRole('dialog').getByRole('button', { name: 'Withdraw', exact: true }).click()
    await line.getByText('Refused', { exact: true }).waitFor()
    await line.getByRole('link').click()
    await app.getByText('Recorded by', { exact: true }).waitFor()
    await app.getByText('Théa Martin', { exact: true }).waitFor()

    await app.getByRole('button', { name: 'Show the receipt' }).click()
    // No banner was shown to them: the receipt speaks the shop's own language.
    await app.frameLocator('iframe').getByText('Statistiques sur l’usage de notre site').first().waitFor()
    await openApp(page, '/app/access-log')
    for (const line of ['POST /app/consents', 'GET /app/consents/:id/receipt']) {
      await (await appIn(page)).getByText(line).first().waitFor()
    }
  })

  test('are told what to correct in a view that cannot be, and what to do where nothing is found', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/consents?from=2026-12-01&to=2026-11-01')
    await app.getByText('This is not a date, or it is before the first one.').waitFor()
    await app
      .getByRole('button', { name: 'Clear filters' })
      .or(app.getByRole('link', { name: 'Clear filters' }))
      .first()
      .click()
    await app.getByRole('table').waitFor()
    await search(app, 'nobody@example.com')
    await app.getByText('Neither Kept nor Shopify knows anybody by this address.').waitFor()
    await search(app, 'Anna')
    await app.getByText('Paste one of them as it is.', { exact: false }).waitFor()
    await openApp(page, '/app/consents?source=import')
    await app.getByText('No decision matches').waitFor()
  })

  test.each([
    { name: 'This view as CSV', holds: /,'=1\+1,/, lines: 2 },
    { name: 'This view as JSONL', holds: /"shopifyConsentId":"=1\+1"/, lines: 1 },
  ])('take what they see away: $name', async ({ name, holds, lines }) => {
    const page = await openPage()
    const app = await openApp(page, '/app/consents?source=gpc&period=7d')
    await app.getByRole('button', { name: 'Export' }).click()
    const download = page.waitForEvent('download')
    await app.getByRole('button', { name }).last().click()
    const text = await readFile(await (await download).path(), 'utf8')
    expect(text).toMatch(holds)
    expect(text.trimEnd().split('\n')).toHaveLength(lines)
  })

  test('export the whole ledger, replace its key and name who gets its checkpoints', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/consents/ledger')
    const download = page.waitForEvent('download')
    await app.getByRole('button', { name: 'Export the whole ledger' }).click()
    expect(await readFile(await (await download).path(), 'utf8')).toContain(
      customer.id === 0 ? '' : 'kept-ledger-export',
    )
    await page.reload()
    const reopened = await appIn(page)
    await reopened.getByRole('button', { name: 'Replace the signing key' }).click()
    await reopened.getByRole('dialog').getByRole('button', { name: 'Replace it' }).click()
    await reopened.getByText('Former key 0').waitFor()
    await reopened.getByLabel('Mail each checkpoint to').fill('notary@example.com')
    await reopened.getByRole('button', { name: 'Save' }).click()
    await reopened.getByText('Set by Théa Martin').waitFor()
  })

  test('have the whole ledger checked, come back for the result, and find the page for auditors', async () => {
    const page = await openPage()
    const app = await openApp(page, '/app/consents/ledger')
    expect(await app.locator('body').innerText()).not.toContain('npm run')
    await app.getByRole('button', { name: 'Check the whole ledger' }).click()
    await app.getByRole('button', { name: 'Check again' }).waitFor()
    await openApp(page, '/app/consents')
    const back = await openApp(page, '/app/consents/ledger')
    await back.getByText('Everything is in order').waitFor()
    await takePicture(page, 'consents-ledger-checked-desktop-en')
    await expectAccessible(page, '#app')
    await back.getByRole('link', { name: 'how to check the ledger from outside' }).click()
    await back.getByRole('heading', { name: 'What the ledger does not prove' }).waitFor()
    await takePicture(page, 'consents-auditors-desktop-en')
    await expectAccessible(page, '#app')
  })

  test('read what is wrong, where, and what to do, when somebody changed the ledger', async () => {
    const page = await openPage('phone')
    const undo = await tamper()
    try {
      const app = await openApp(page, '/app/consents/ledger', 'fr')
      await app.getByRole('button', { name: 'Vérifier de nouveau' }).click()
      await app.getByText('Le journal présente une anomalie').waitFor()
      await app.getByText(/L’enregistrement à la position \d+ n’est pas celui qui a été enregistré/).waitFor()
      await app.getByText('Que faire maintenant').waitFor()
      await takePicture(page, 'consents-ledger-wrong-phone-fr')
      await expectAccessible(page, '#app')
      const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
      expect(width).toBeLessThanOrEqual(0)
    } finally {
      await undo()
    }
  })

  test.each<{ what: string; size: Size; locale: 'en' | 'fr' }>([
    { what: '', size: 'desktop', locale: 'en' },
    { what: '', size: 'phone', locale: 'fr' },
    { what: 'charts', size: 'desktop', locale: 'en' },
    { what: 'charts', size: 'phone', locale: 'fr' },
    { what: 'ledger', size: 'desktop', locale: 'en' },
    { what: 'ledger', size: 'phone', locale: 'fr' },
    { what: 'ledger/audit', size: 'desktop', locale: 'en' },
    { what: 'ledger/audit', size: 'phone', locale: 'fr' },
    { what: 'record', size: 'phone', locale: 'fr' },
  ])('its page “$what” is readable for everybody ($size, $locale)', async ({ what, size, locale }) => {
    const page = await openPage(size)
    const app = await openApp(page, `/app/consents/${what === 'record' ? record : what}`, locale)
    await takePicture(page, `consents-${what.replace('/', '-') || 'list'}-${size}-${locale}`)
    await expectAccessible(page, '#app')
    const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
    expect(width).toBeLessThanOrEqual(0)
  })
})
