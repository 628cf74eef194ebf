import pg from 'pg'
import type { FrameLocator, Page } from 'playwright-core'
import { beforeAll, inject, vi } from 'vitest'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { openApp, openPage } from './browser.ts'

/** In the order in which they can be emptied. */
const TABLES = [
  'banner_renderings',
  'banner_versions',
  'banner_publications',
  'banner_settings',
  'storefront_check_phases',
  'storefront_checks',
  'policy_pages',
  'policy_publications',
  'register_setups',
  'register_edits',
  'seen_trackers',
  'register_drafts',
  'register_versions',
]

async function inDatabase<T>(work: (database: pg.Client) => Promise<T>): Promise<T> {
  const database = new pg.Client({ connectionString: inject('stackDatabase') })
  await database.connect()
  try {
    return await work(database)
  } finally {
    await database.end()
  }
}

const empty = () =>
  inDatabase(async (database) => {
    // What shoppers were shown goes only with its shop.
    await database.query("SELECT set_config('kept.erasing_shop', $1, false)", [DEMO_SHOP])
    for (const table of TABLES) await database.query(`DELETE FROM ${table} WHERE shop = $1`, [DEMO_SHOP])
  })

/** How many decisions shoppers have taken, in whatever file: they are not taken back. */
export const countDecisions = () =>
  inDatabase(async (database) => {
    const { rows } = await database.query('SELECT count(*)::int AS n FROM consent_events WHERE shop = $1', [DEMO_SHOP])
    return Number(rows[0].n)
  })

/** As if a page of the storefront had reported it. */
export const seeTracker = (name: string) =>
  inDatabase((database) =>
    database.query(
      'INSERT INTO seen_trackers (shop, name, first_seen, last_seen) VALUES ($1, $2, now(), now()) ON CONFLICT DO NOTHING',
      [DEMO_SHOP, name],
    ),
  )

export async function chooseTheTemplate(): Promise<void> {
  const page = await openPage()
  const app = await openApp(page, '/app/register')
  await app.getByRole('button', { name: 'Use the template' }).click()
  await app.getByText('How complete it is').waitFor()
  await page.context().close()
}

/** As if staff had confirmed one part after the other: `confirm.test.ts` does it by hand. */
const confirmAll = () =>
  inDatabase((database) =>
    database.query(`UPDATE register_drafts SET content = content || '{"suggested": []}' WHERE shop = $1`, [DEMO_SHOP]),
  )

/** A file begins with a shop that has no register and has published nothing, whatever ran before it. */
export function withFreshShop(): void {
  beforeAll(empty)
}

/** A file begins with the register that the template makes, confirmed. */
export function withTheTemplate(): void {
  withFreshShop()
  beforeAll(async () => {
    await chooseTheTemplate()
    await confirmAll()
  })
}

/** Staff publish what the policy's page shows. */
export async function publish(page: Page, app: FrameLocator): Promise<void> {
  await app.getByRole('button', { name: 'Publish', exact: true }).click()
  await app.getByRole('button', { name: 'Publish now' }).click()
  await page.getByRole('status').filter({ hasText: 'Publishing has begun' }).waitFor()
}

/** All rows of the tables that a file begins with, in short. */
const fingerprint = () =>
  inDatabase(async (database) => {
    const sumOf = (table: string) =>
      `(SELECT md5(string_agg(t::text, ' ' ORDER BY t::text)) FROM ${table} t WHERE shop = $1)`
    const { rows } = await database.query(`SELECT concat_ws(' ', ${TABLES.map(sumOf)}) AS sum`, [DEMO_SHOP])
    return String(rows[0].sum)
  })

/** As the template was when a file before this one published it. */
let published: string | undefined

/** A file begins with the template published, and a storefront whose banner asks for what it declares. */
export function withThePublishedTemplate(): void {
  beforeAll(async () => {
    if (published === (await fingerprint())) return
    await empty()
    await chooseTheTemplate()
    await confirmAll()
    const page = await openPage()
    const app = await openApp(page, '/app/policy')
    await publish(page, app)
    await app.getByText('Your shop shows exactly what was published.').waitFor()
    await page.context().close()
    const asks = async () => (await (await fetch(inject('urls').storefront)).text()).includes('Publicité personnalisée')
    await vi.waitUntil(asks, { timeout: 20_000, interval: 200 })
    published = await fingerprint()
  })
}
