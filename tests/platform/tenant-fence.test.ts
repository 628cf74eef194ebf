import { randomUUID } from 'node:crypto'
import { Prisma } from '@prisma/client'
import { Session } from '@shopify/shopify-api'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { DEFAULT_BANNER } from '../../app/banner/configuration/compose.ts'
import { storeVersion } from '../../app/banner/configuration/store.ts'
import { beginCheck, readRendering, reportPhase } from '../../app/banner/index.ts'
import { DEFAULT_SETTINGS } from '../../app/banner/settings/model.ts'
import { writeSettings } from '../../app/banner/settings/store.ts'
import { issueCheckpoint } from '../../app/consent/checkpoints/issue.ts'
import { acceptance, askForAudit, eraseEventsOf, nameRecipient } from '../../app/consent/index.ts'
import { noteEnteredBy, noteShopifyUpdate, noteWriteBack } from '../../app/consent/marketing/store.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { insertSubtrees } from '../../app/consent/tree/store.ts'
import { lockWatch, noteFound } from '../../app/drift/store.ts'
import { TENANT_TABLES } from '../../app/inbox/tenant-tables.ts'
import { logAccess } from '../../app/platform/access-log.ts'
import { forShop, pool, prisma, type ShopTransaction } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { insertPublication, lease as leasePublication, notePlan } from '../../app/policy/publication/store.ts'
import { keepReadings } from '../../app/policy/readings/store.ts'
import { answerQuestion, moveEntry, reportTrackers, writeDraft } from '../../app/register/index.ts'
import { erasePerson, openAccessRequest } from '../../app/requests/index.ts'
import { noteInstalled } from '../../app/shopify/installation.ts'
import { sessionStorage } from '../../app/shopify/session-storage.ts'
import { storeName } from '../../app/shopify/staff-names/store.ts'
import { findSubjects, identify, mergeCustomers, type VisitorId, visitorSubject } from '../../app/subjects/index.ts'
import { theTemplate } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aDecision, aShop, openDoors } from '../setup/shopify-calls.ts'
import { aRowInEachTable } from './request-rows.ts'

const mine = shopDomain.parse(aShop())
const theirs = shopDomain.parse(aShop())

/** Puts a row into every tenant table of both shops. */
beforeAll(async () => {
  await startQueue()
  const doors = await openDoors()
  for (const shop of [mine, theirs]) {
    await doors.consent(aDecision(), { shop })
    const erased = aDecision()
    await doors.consent(erased, { shop })
    await forShop(shop, (tx) => eraseEventsOf(tx, [visitorSubject(shop, erased.visitor as VisitorId)]))
    const days = { first: '2020-01-01', last: '2020-01-01', timeZone: 'UTC' }
    await forShop(shop, (tx) => acceptance(tx, { days }))
    await forShop(shop, sealNext)
    await forShop(shop, async (tx) => {
      await insertSubtrees(tx, [{ height: 8, index: 0, hash: Buffer.alloc(32) }])
      await nameRecipient(tx, { address: 'same@example.com', language: 'en' }, '1')
      await issueCheckpoint(tx, new Date())
      await askForAudit(tx)
    })
    const stored = await doors.webhook('customers/redact', 'not json', { shop })
    expect(stored.status, await stored.text()).toBe(200)
    await forShop(shop, async (tx) => {
      await noteInstalled(tx)
      const eventId = randomUUID()
      await noteEnteredBy(tx, eventId, '1')
      const subjectId = await identify(tx, [{ kind: 'email', value: 'same@example.com' }])
      await noteWriteBack(tx, { subjectId, channel: 'email', eventId, state: 'failed', reason: null })
      await noteShopifyUpdate(tx, subjectId, { channel: 'email', state: 'subscribed', saidAt: new Date() })
      await openAccessRequest(tx, {
        person: [{ kind: 'email', value: 'same@example.com' }],
        externalId: null,
        orders: [],
        receivedAt: new Date(),
        triggeredAt: null,
      })
      await erasePerson(tx, [{ kind: 'email', value: 'gone@example.com' }])
      await mergeCustomers(tx, { kept: '1', deleted: '2' })
      const revision = await writeDraft(tx, { register: theTemplate(), updatedAt: new Date(), updatedBy: '1' })
      await aRowInEachTable(tx)
      await freezeJudged(tx, { revision, author: '1' })
      await moveEntry(tx, { kind: 'purpose', id: theTemplate().purposes[0]?.id ?? '', by: 1 }, '1')
      await reportTrackers(tx, { names: ['_ga'] })
      await answerQuestion(tx, { question: 'accounts', answer: { yes: true }, base: 0 }, '1')
      const token = (await beginCheck(tx, '1', 'en')).split('.')[1] ?? ''
      await reportPhase(tx, { token, phase: 'before', cookies: ['_ga'], storage: [], hosts: [] })
      await aPublication(tx)
      await storeVersion(tx, { config: DEFAULT_BANNER, disclosure: {}, at: new Date() })
      await readRendering(tx, { hash: DEFAULT_BANNER.version, language: 'en' })
      await writeSettings(tx, { settings: DEFAULT_SETTINGS, updatedAt: new Date(), updatedBy: '1' })
    })
    const reading = {
      language: 'en',
      isOwn: true,
      title: 'Policy',
      html: '<p></p>',
      changes: null,
      hash: '0',
    } as const
    await keepReadings(shop, 1, [reading])
    const session = { id: `offline_${shop}`, shop, state: '', isOnline: false, accessToken: 'token' }
    await sessionStorage.storeSession(new Session(session))
    const people = await forShop(shop, (tx) => findSubjects(tx, [{ kind: 'email', value: 'same@example.com' }]))
    await logAccess({ shop, staffId: '1', method: 'GET', route: '/app', status: 200, people })
    await forShop(shop, async (tx) => {
      await storeName(tx, { id: '1', name: 'Same Name', seenAt: new Date() })
      await lockWatch(tx, new Date())
      await noteFound(tx, 'policy_changed', new Date())
    })
  }
  await doors.close()
  await stopQueue(0)
})

async function aPublication(tx: ShopTransaction): Promise<void> {
  const lease = {
    id: await insertPublication(tx, { version: 1, startedBy: '1', startedAt: new Date() }),
    holder: randomUUID(),
  }
  await leasePublication(tx, lease, new Date())
  const page = { document: 'policy', locale: 'en', language: 'en', title: '', html: '', hash: '' } as const
  const plan = { url: '', primary: 'en', others: [], notCovered: [], languages: {}, cookieHandle: 'cookies', proxy: '' }
  const nothing = { cookies: null, policy: null }
  await notePlan(tx, lease, { plan, before: nothing, pages: [page], cookiePageId: null }, new Date())
}

const WITH_SHOP = Prisma.dmmf.datamodel.models.filter(({ fields }) => fields.some(({ name }) => name === 'shop'))
type Delegate = { findMany(args: object): Promise<{ shop: string }[]>; count(): Promise<number> }

/** As the client calls them: `ConsentEvent` is `consentEvent`. */
const MODELS = WITH_SHOP.map(({ name }) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`)
const delegateOf = (client: object, model: string) => (client as Record<string, Delegate>)[model] as Delegate

/** The owner, whom no fence hides anything from. */
const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
beforeAll(() => owner.connect())
afterAll(() => owner.end())
const rowsOf = async (shop: string, table: string) =>
  (await owner.query(`SELECT to_jsonb(t) AS row FROM "${table}" t WHERE shop = $1 ORDER BY to_jsonb(t)::text`, [shop]))
    .rows

describe('one shop never sees another shop', () => {
  test.each(TENANT_TABLES)('%s: SQL inside a shop sees its own rows and no other', async (table) => {
    const { rows } = await sqlForShop(mine, (client) => client.query(`SELECT DISTINCT shop FROM "${table}"`))
    expect(rows).toEqual([{ shop: mine }])
  })

  test.each(TENANT_TABLES)('%s: SQL that does not say which shop sees nothing', async (table) => {
    const { rows } = await pool.query(`SELECT * FROM "${table}"`)
    expect(rows).toEqual([])
  })

  test.each(MODELS)('%s: the scoped client finds nothing of another shop, even when asked for it', async (model) => {
    await forShop(mine, async (tx) => {
      const client = delegateOf(tx, model)
      const all = await client.findMany({})
      expect(new Set(all.map((row) => row.shop))).toEqual(new Set([mine]))
      const asked = await client.findMany({ where: { shop: theirs } })
      expect(asked.every((row) => row.shop === mine)).toBe(true)
    })
  })

  test.each(MODELS)('%s: the unscoped client sees nothing', async (model) => {
    expect(await delegateOf(prisma, model).count()).toBe(0)
  })

  test('writing a row for another shop is refused by the database', async () => {
    const write = sqlForShop(mine, (client) =>
      client.query('INSERT INTO subjects (shop, id, created_at) VALUES ($1, $2, now())', [theirs, randomUUID()]),
    )
    await expect(write).rejects.toThrow(/row-level security/)
  })

  test.each(TENANT_TABLES)('%s: changing or removing another shop’s rows reaches none', async (table) => {
    const before = await rowsOf(theirs, table)
    expect(before).not.toEqual([])
    const { rows } = await owner.query(
      `SELECT column_name AS column FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    )
    const attempts = [
      `DELETE FROM "${table}"`,
      ...rows.map(({ column }) => `UPDATE "${table}" SET "${column}" = "${column}"`),
    ]
    for (const attempt of attempts) {
      const outcome = await sqlForShop(mine, (client) => client.query(`${attempt} WHERE shop = $1`, [theirs])).then(
        ({ rowCount }) => `${rowCount} rows`,
        (error: Error) => error.message,
      )
      expect(outcome, attempt).toMatch(/^0 rows$|^permission denied/)
    }
    expect(await rowsOf(theirs, table)).toEqual(before)
  })

  test('the scoped client changes nothing of another shop, even when it is named', async () => {
    const message = await forShop(theirs, (tx) => tx.inboxMessage.findFirstOrThrow())
    const where = { shop_id: { shop: theirs, id: message.id } }
    const change = forShop(mine, (tx) => tx.inboxMessage.update({ where, data: { error: 'changed' } }))
    await expect(change).rejects.toThrow(/not found/)
    expect(await forShop(theirs, (tx) => tx.inboxMessage.findUniqueOrThrow({ where }))).toEqual(message)
  })

  test('the shop does not stay on the connection for its next user', async () => {
    await sqlForShop(mine, (client) => client.query('SELECT 1'))
    await forShop(mine, (tx) => tx.subject.count())
    const { rows } = await pool.query("SELECT current_setting('kept.shop', true) AS shop")
    expect(rows[0]?.shop ?? '').toBe('')
  })

  test('every table with a shop is fenced, also the ones of later migrations', async () => {
    const { rows } = await pool.query<{ table_name: string; partition: boolean; fenced: boolean }>(`
      SELECT c.relname AS table_name, c.relispartition AS partition, c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS fenced
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attname = 'shop'`)
    expect(rows.filter((row) => !row.fenced)).toEqual([])
    const tables = rows.filter((row) => !row.partition)
    expect(tables.map((row) => row.table_name).toSorted()).toEqual(TENANT_TABLES.toSorted())
    expect(WITH_SHOP.map(({ name, dbName }) => dbName ?? name).toSorted()).toEqual(TENANT_TABLES.toSorted())
  })

  test('every policy is for the shop of the transaction, or for the owner’s functions', async () => {
    const { rows } = await owner.query(`
      SELECT DISTINCT pg_get_expr(polqual, polrelid) AS using, pg_get_expr(polwithcheck, polrelid) AS check,
        polcmd AS command, CASE WHEN polroles = ARRAY[c.relowner] THEN 'the owner' ELSE polroles::regrole[]::text END AS roles
      FROM pg_policy JOIN pg_class c ON c.oid = polrelid ORDER BY 1`)
    const ofTheShop = "(shop = current_setting('kept.shop'::text, true))"
    expect(rows).toEqual([
      { using: ofTheShop, check: ofTheShop, command: '*', roles: '{-}' },
      { using: 'true', check: null, command: 'r', roles: 'the owner' },
    ])
  })

  test('a recorded decision cannot be changed, only added', async () => {
    const change = sqlForShop(mine, (client) => client.query(`UPDATE consent_events SET language = 'xx'`))
    await expect(change).rejects.toThrow(/permission denied/)
  })
})

describe('sessions', () => {
  const staffs = (shop: string) =>
    new Session({ id: `${shop}_7`, shop, state: '', isOnline: true, accessToken: 'of a member of staff' })

  test('are found by their id, which names the shop', async () => {
    await sessionStorage.storeSession(staffs(mine))
    expect(await sessionStorage.loadSession(`${mine}_7`)).toMatchObject({
      shop: mine,
      accessToken: 'of a member of staff',
    })
    expect(await sessionStorage.loadSession(`offline_${theirs}`)).toMatchObject({ shop: theirs, accessToken: 'token' })
    expect(await sessionStorage.findSessionsByShop(mine)).toHaveLength(2)
    await sessionStorage.deleteSessions([`${mine}_7`])
    expect(await sessionStorage.loadSession(`${mine}_7`)).toBe(undefined)
    expect(await sessionStorage.findSessionsByShop(mine)).toHaveLength(1)
  })

  test.each(['', 'offline_', `offline_${mine}' OR true --`, mine, `${mine}_7_8`, 'a-random-id'])(
    'are not found by an id that names no shop: %s',
    async (id) => {
      expect(await sessionStorage.loadSession(id)).toBe(undefined)
    },
  )

  test('do not get into another shop by an id of theirs', async () => {
    const forged = new Session({
      id: `offline_${theirs}`,
      shop: mine,
      state: '',
      isOnline: false,
      accessToken: 'forged',
    })
    await expect(sessionStorage.storeSession(forged)).rejects.toThrow()
    expect(await sessionStorage.loadSession(`offline_${theirs}`)).toMatchObject({ accessToken: 'token' })
  })
})
