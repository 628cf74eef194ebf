import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { withdraw } from '../../app/consent/index.ts'
import { noteWriteBack } from '../../app/consent/marketing/store.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { logAccess, routeOf } from '../../app/platform/access-log.ts'
import { forShop } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { vault } from '../../app/platform/vault.ts'
import { findSubjects, identifiersOf, lookupOf, type VisitorId, visitorSubject } from '../../app/subjects/index.ts'
import { aCustomer, aDecision, type Doors, openDoors, signedProxyPath } from '../setup/shopify-calls.ts'
import { about, aShopThatAsks, secondsAgo, deliver as send } from './deliver.ts'

let doors: Doors
/** Reads every row of every shop, as the database's owner can. */
let owner: pg.Client
beforeAll(async () => {
  await startQueue()
  doors = await openDoors()
  owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await doors.close()
  await stopQueue(0)
})

/** Where texts stand, in any column of any row of the database: table and column. A text that is nowhere is left out. */
async function placesOf(texts: readonly string[]): Promise<Map<string, string[]>> {
  const { rows: tables } = await owner.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND NOT c.relispartition`)
  const places = new Map<string, string[]>()
  for (const { name } of tables) {
    const { rows } = await owner.query<{ sought: string; column: string }>(
      `SELECT DISTINCT sought, quote_ident(field.key) AS column
       FROM ${name} AS row, jsonb_each_text(to_jsonb(row)) AS field, unnest($1::text[]) AS sought WHERE strpos(field.value, sought) > 0`,
      [texts],
    )
    for (const { sought, column } of rows) {
      places.set(sought, [...(places.get(sought) ?? []), `${name} ${column}`])
    }
  }
  return places
}

test('of an erased customer no table holds an identifier, a browser, or a hash of one: only that they were erased', async () => {
  const shop = await aShopThatAsks()
  const customer = { ...aCustomer(700_000_000_000 + Math.floor(Math.random() * 1e9)), phone: '+33698765432' }
  const other = aCustomer(800_000_000_000 + Math.floor(Math.random() * 1e9))
  const visitors = [randomUUID(), randomUUID()] as VisitorId[]
  const browsers = visitors.map((visitor) => visitorSubject(shop, visitor))
  const staff = '4242'
  const customerId = String(customer.id)
  const deliver = (topic: string, body: object) => send(doors, shop, topic, body)

  // Everything that Kept takes about a person.
  const recordIds: string[] = []
  for (const visitor of visitors) {
    const decision = aDecision({ visitor, choices: { 'email-offers': true, profiling: false } })
    recordIds.push(decision.id)
    await doors.consent(decision, { shop, customerId })
    await doors.post(signedProxyPath('/proxy/visitor', { shop, customerId }), { visitor })
  }
  const said = {
    state: 'subscribed',
    opt_in_level: null,
    consent_updated_at: `${secondsAgo(3_600).toISOString().slice(0, 19)}Z`,
  }
  await deliver('customers_email_marketing_consent/update', {
    customer_id: customer.id,
    email_address: customer.email,
    email_marketing_consent: said,
  })
  await deliver('customers_marketing_consent/update', {
    id: customer.id,
    phone: customer.phone,
    sms_marketing_consent: { ...said, consent_collected_from: 'OTHER' },
  })
  await deliver('customers/data_request', {
    ...about(shop, customer),
    orders_requested: [1],
    data_request: { id: 990011223344 },
  })
  await deliver('customers/merge', {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${customer.id}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${other.id}`,
    status: 'completed',
  })
  await deliver('customers/data_request', { customer })
  const subjects = await forShop(shop, async (tx) => {
    const found = await findSubjects(tx, identifiersOf(customer))
    const [subject] = found
    if (!subject) throw new Error('The customer is not known')
    await withdraw(tx, { subject, purposes: ['email-offers'], staffId: staff })
    for (const subjectId of found) {
      await noteWriteBack(tx, { subjectId, channel: 'email', eventId: randomUUID(), state: 'failed', reason: null })
    }
    return found
  })
  for (const id of recordIds) {
    const route = routeOf(`https://kept.example.com/app/consents/${id}?x=1`, { id })
    await logAccess({ shop, staffId: staff, method: 'GET', route, status: 200, people: [...browsers, ...subjects] })
  }
  await forShop(shop, sealNext)

  const clear = [customerId, customer.email, customer.phone, '33698765432', String(other.id), '990011223344']
  const hashes = [...identifiersOf(customer), ...identifiersOf(other)].map((one) => lookupOf({ shop }, one))
  const traces = [...clear, ...visitors, ...browsers, ...subjects, ...recordIds, ...hashes]
  // The search finds what is there: in the clear, and by hash.
  const found = await placesOf(traces)
  expect(found.get(browsers[0] ?? '')).toContain('public.subjects id')
  expect(found.get(hashes[0] ?? '')).toContain('public.subject_identifiers lookup')

  await deliver('customers/redact', { ...about(shop, customer), orders_to_redact: [] })
  const left: Record<string, string[]> = {}
  for (const [trace, places] of await placesOf(traces))
    left[hashes.includes(trace) ? 'hash' : trace] = places.toSorted()
  expect(left).toEqual({ hash: ['public.erasures lookups', 'public.remembered_erasures lookup'] })
  const remembered = await forShop(shop, (tx) => tx.rememberedErasure.findMany({}))
  expect(remembered.map(({ lookup }) => lookup)).toContain(vault.lookup('990011223344', `${shop}/data_request`))
}, 60_000)
