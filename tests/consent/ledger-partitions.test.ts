import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { appendEvent, createPartitions, ledgerLength, readEvents } from '../../app/consent/index.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { aShop } from '../setup/shopify-calls.ts'
import { anEvent } from './an-event.ts'

const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

/** Asked of each partition, by its name: a machine of a cluster has names of its own for what it has of them. */
async function partitionOf(shop: string, id: string): Promise<string | undefined> {
  const { rows: partitions } = await owner.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'consent_events'::regclass`,
  )
  const each = partitions.map(({ name }) => `SELECT '${name}' AS name FROM ${name} WHERE shop = $1 AND id = $2`)
  const { rows } = await owner.query<{ name: string }>(each.join(' UNION ALL '), [shop, id])
  return rows[0]?.name
}

/** As the job does in that month. */
async function makePartitionsIn(month: string): Promise<number> {
  clock.shift(+new Date(month) - Date.now())
  return createPartitions().finally(() => clock.shift(0))
}

const nameOf = (day: string) => `consent_events_${day.slice(0, 7).replace('-', '_')}`

describe('the ledger by months', () => {
  test('this month and the next three are there, also after the server ran for long', async () => {
    expect(await createPartitions()).toBe(0)
    const shop = shopDomain.parse(aShop())
    const event = anEvent()
    await appendEvent(shop, event)
    expect(await partitionOf(shop, event.id)).toBe(nameOf(new Date().toISOString()))
  })

  test.each([
    ['the first moment of a month', '2031-02-01T00:00:00.000Z', 'consent_events_2031_02'],
    ['the last one', '2031-02-28T23:59:59.999Z', 'consent_events_2031_02'],
    ['the moment after it', '2031-03-01T00:00:00.000Z', 'consent_events_default'],
  ])('%s', async (_what, moment, partition) => {
    await makePartitionsIn('2030-11-10')
    const shop = shopDomain.parse(aShop())
    const event = anEvent({ id: uuidv7({ msecs: +new Date(moment) }) })
    await appendEvent(shop, event)
    expect(await partitionOf(shop, event.id)).toBe(partition)
  })

  test('what waited in the default partition moves into its month, and nothing of it changes', async () => {
    const shop = shopDomain.parse(aShop())
    const events = [
      anEvent({ id: uuidv7({ msecs: +new Date('2032-05-05') }) }),
      anEvent({ id: randomUUID() }),
      anEvent({ id: uuidv7({ msecs: +new Date('2032-05-06') }) }),
    ]
    for (const event of events) await appendEvent(shop, event)
    const ledger = () => forShop(shop, async (tx) => readEvents(tx, 0, await ledgerLength(tx)))
    const before = await ledger()
    await makePartitionsIn('2032-05-02')
    expect(await ledger()).toEqual(before)
    const partitions: (string | undefined)[] = []
    for (const { id } of events) partitions.push(await partitionOf(shop, id))
    expect(partitions).toEqual(['consent_events_2032_05', 'consent_events_default', 'consent_events_2032_05'])
  })

  test('a new partition refuses changes and is fenced as the first ones are', async () => {
    await makePartitionsIn('2033-01-02')
    const { rows } = await pool.query(`
      SELECT c.relrowsecurity AND c.relforcerowsecurity AS fenced,
        (SELECT count(*)::int FROM pg_policy WHERE polrelid = c.oid) AS policies,
        (SELECT count(*)::int FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
         WHERE t.tgrelid = c.oid AND t.tgenabled = 'O' AND p.pronamespace = 'public'::regnamespace) AS triggers,
        has_table_privilege('kept_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') AS reachable
      FROM pg_class c WHERE relname IN ('consent_events_2033_01', 'consent_events_default')`)
    const sound = { fenced: true, policies: 1, triggers: 2, reachable: false }
    expect(rows).toEqual([sound, sound])
  })
})

describe('a database from before the ledger', () => {
  const name = `before_${process.pid}`
  const admin = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  let fenced: pg.Client

  /** Migrated by somebody who is no superuser, and so is fenced as everybody is. */
  beforeAll(async () => {
    await admin.connect()
    await admin.query(`
      CREATE ROLE ledger_owner LOGIN PASSWORD 'owner' CREATEROLE; GRANT kept_app TO ledger_owner WITH ADMIN OPTION`)
    await admin.query(`CREATE DATABASE ${name} OWNER ledger_owner`)
    const url = new URL(`/${name}`, inject('databaseOwnerUrl'))
    url.username = 'ledger_owner'
    url.password = 'owner'
    const asAdmin = new pg.Client({ connectionString: new URL(`/${name}`, inject('databaseOwnerUrl')).href })
    await asAdmin.connect()
    await asAdmin.query('ALTER SCHEMA public OWNER TO ledger_owner')
    await asAdmin.end()
    fenced = new pg.Client({ connectionString: url.href })
    await fenced.connect()
  })
  afterAll(async () => {
    await fenced.end()
    await admin.query(`DROP DATABASE ${name}`)
    await admin.query('DROP OWNED BY ledger_owner; DROP ROLE ledger_owner')
    await admin.end()
  })

  test('keeps every decision of every shop, in the order in which they were recorded', async () => {
    const folder = new URL('../../prisma/migrations/', import.meta.url)
    const migrations = readdirSync(folder)
      .filter((each) => /^\d/.test(each))
      .toSorted()
    const run = (each: string) => fenced.query(readFileSync(new URL(`${each}/migration.sql`, folder), 'utf8'))
    const ledger = migrations.findIndex((each) => each.endsWith('_ledger'))
    for (const each of migrations.slice(0, ledger)) await run(each)
    const subject = randomUUID()
    for (const [shop, minute, granted] of [
      ['a', 2, false],
      ['a', 1, true],
      ['b', 3, true],
    ] as const) {
      await fenced.query("SELECT set_config('kept.shop', $1, false)", [shop])
      await fenced.query(
        `INSERT INTO consent_events (shop, id, subject_id, recorded_at, source, choices, banner_version, language, region, gpc)
         VALUES ($1, $2, $3, $4, 'banner', $5, 'abcdef01', 'fr', 'FRIDF', false)`,
        [shop, randomUUID(), subject, `2026-11-01T10:0${minute}:00Z`, { ads: granted }],
      )
    }
    await fenced.query("SELECT set_config('kept.shop', '', false)")
    await run(migrations[ledger] ?? '')

    const read = async (shop: string, sql: string) => {
      await fenced.query("SELECT set_config('kept.shop', $1, false)", [shop])
      return (await fenced.query(sql)).rows
    }
    const events = 'SELECT position::int, choices, banner_hash FROM consent_events ORDER BY position'
    expect(await read('a', events)).toEqual([
      { position: 0, choices: { ads: true }, banner_hash: 'abcdef01' },
      { position: 1, choices: { ads: false }, banner_hash: 'abcdef01' },
    ])
    expect(await read('b', events)).toHaveLength(1)
    expect(await read('a', 'SELECT next_position::int FROM consent_ledgers')).toEqual([{ next_position: 2 }])
  })
})
