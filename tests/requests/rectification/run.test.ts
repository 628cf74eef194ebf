import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest'
import { clock } from '../../../app/platform/clock.ts'
import {
  actOnRectification,
  erasePerson,
  fileRequest,
  readRectification,
  readRequest,
  readStatements,
  type ShownCorrection,
  saveRequestSettings,
} from '../../../app/requests/index.ts'
import { destroyDueCorrections } from '../../../app/requests/rectification/expire.ts'
import { proposeCorrections, proposeStatement } from '../../../app/requests/rectification/index.ts'
import { rectificationQueue } from '../../../app/requests/rectification/queues.ts'
import { noteRectificationGivenUp, workRectification } from '../../../app/requests/rectification/work.ts'
import { ShopifyUnavailable } from '../../../app/shopify/calls.ts'
import { clientsWith, type ShopClientProvider } from '../../../app/shopify/shop-client.ts'
import { identifiersOf, mergeCustomers } from '../../../app/subjects/index.ts'
import { takeJobs } from '../../../scripts/history/worker.ts'
import { sendMails, withMailConfigured } from '../../mail/with-mail.ts'
import { aMailServer } from '../../setup/a-mail-server.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { setMetafield } from '../../stand-in/admin-api/resolvers/metafields.ts'
import { placeOrder } from '../../stand-in/shop/buy.ts'
import { merge } from '../../stand-in/shop/merge.ts'
import { type Customer, gid } from '../../stand-in/shop/model.ts'
import { BUYS_FOR_A_COMPANY } from '../../stand-in/shop/notable.ts'
import { aFiling } from '../a-filing.ts'
import {
  ALL_SCOPES,
  act,
  aKnownAsker,
  answerOf,
  aShopThatHolds,
  BRIEF,
  collect,
  grant,
  inShop,
  ofTable,
  SHOP,
  standIn,
} from '../held/a-collection.ts'

const { mails, send, close } = await aMailServer()
const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
let restoreMail: () => void
const clientOf = clientsWith(BRIEF)

beforeAll(async () => {
  restoreMail = withMailConfigured()
  await owner.connect()
  await aShopThatHolds()
  await inShop((tx) => saveRequestSettings(tx, { revision: 0, settings: { tellStaff: ['thea@example.com'] } }, '7'))
}, 30_000)
beforeEach(() => {
  mails.length = 0
})
afterEach(async () => {
  clock.shift(0)
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
  vi.restoreAllMocks()
})
afterAll(async () => {
  restoreMail()
  await owner.end()
  await close()
})

let taken = 20
/** A customer of nobody else's, in Lyon. */
function aCustomer(): Customer {
  taken += 1
  const customer = standIn.state.shop.customers[taken]
  if (!customer) throw new Error('The stand-in has no more customers')
  const address = {
    ...{ id: 770_000 + taken, firstName: 'Lea', lastName: 'Martin', company: null, address1: '1 rue des Lilas' },
    ...{ address2: null, zip: '69001', city: 'Lion', provinceCode: null, countryCodeV2: 'FR', phone: null },
  }
  Object.assign(customer, {
    ...{ firstName: 'Lea', lastName: 'Martin', email: `correct-${taken}@person.example`, phone: null, locale: 'fr' },
    ...{ addresses: [address], defaultAddressId: address.id },
  })
  return customer
}

/** A request of somebody whom staff know. What is held was read. */
async function aRequest(customer: Customer): Promise<string> {
  const email = customer.email ?? ''
  const filing = aFiling({ kind: 'rectification', email, customerId: String(customer.id), language: 'en' })
  const filed = await inShop((tx) => fileRequest(tx, filing, { staffId: '7', timeZone: 'Europe/Paris' }))
  if (!filed.ok) throw new Error(filed.reason)
  await act(filed.opened.requestId, 'confirm_identity', { method: 'attested' })
  await work()
  return filed.opened.requestId
}

/** Works the jobs that are due, and sends the mails. */
async function work(given: ShopClientProvider = clientOf): Promise<void> {
  for (const { data } of await takeJobs(SHOP, [rectificationQueue.name]))
    await workRectification(rectificationQueue.schema.parse(data), given)
  await sendMails(SHOP, send)
}

async function shown(id: string) {
  const rectification = await inShop((tx) => readRectification(tx, id))
  if (!rectification) throw new Error('no rectification')
  return rectification
}
const stateOf = async (id: string) => (await inShop((tx) => readRequest(tx, id)))?.life.state

type Given = Parameters<typeof actOnRectification>[2]
const staff = (id: string, given: Given) => inShop((tx) => actOnRectification(tx, id, given, '7'))
const OK = { ok: true }

/** The person proposes values of one place. */
async function propose(id: string, place: string, values: Record<string, string>, remove = false) {
  const { readAt } = await shown(id)
  const proposed = { at: readAt?.toISOString() ?? '', place, values, remove }
  return inShop((tx) => proposeCorrections(tx, id, proposed, { actor: 'person' }))
}
/** What they propose is taken. */
async function proposed(id: string, place: string, values: Record<string, string>, remove = false) {
  expect([(await shown(id)).reading, await propose(id, place, values, remove)]).toMatchObject(['read', { ok: true }])
}
const lineOf = async (id: string, field: string): Promise<ShownCorrection> => {
  const line = (await shown(id)).corrections.find((one) => one.field === field)
  if (!line) throw new Error(`Nothing is said about ${field}`)
  return line
}
async function decide(id: string, field: string, decision: 'accept' | 'refuse' | 'by_hand', note = '') {
  const line = await lineOf(id, field)
  return staff(id, { act: 'decide', id: line.id, decision, seen: line.state, note })
}
async function apply(id: string, given?: ShopClientProvider) {
  expect(await staff(id, { act: 'apply' })).toEqual(OK)
  await work(given)
}
const statesOf = async (id: string) =>
  Object.fromEntries((await shown(id)).corrections.map(({ field, state }) => [field, state]))
const addressKey = (customer: Customer) => `address/${customer.addresses[0]?.id}`

const mailsTo = ({ email }: Customer) => mails.filter(({ to }) => JSON.stringify(to).includes(email ?? ''))

/** Where a text stands in any table, the queue too. */
async function placesOf(text: string): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'pgboss') AND c.relkind IN ('r', 'p') AND NOT c.relispartition`)
  const sql = rows.map(
    ({ name }) => `SELECT '${name}' AS name WHERE EXISTS (SELECT FROM ${name} AS row WHERE strpos(row::text, $1) > 0)`,
  )
  const found = await owner.query<{ name: string }>(sql.join(' UNION ALL '), [text])
  return found.rows.map(({ name }) => name)
}

test('a person says what is wrong, staff decide, Shopify is corrected, recipients and the person are told, field by field', async () => {
  const customer = aCustomer()
  const id = await aRequest(customer)
  expect(await propose(id, 'customer', { first_name: 'Léa', email: customer.email ?? '', last_name: 'Duval' })).toEqual(
    {
      ok: true,
      count: 2,
    },
  )
  expect(await propose(id, addressKey(customer), { city: 'Lyon', zip: '69001' })).toEqual({ ok: true, count: 1 })
  expect((await lineOf(id, 'first_name')).content).toMatchObject({ old: 'Lea', new: 'Léa' })
  expect(await staff(id, { act: 'apply' })).toEqual({ ok: false, reason: 'undecided' })
  expect(await decide(id, 'last_name', 'refuse')).toEqual({ ok: false, reason: 'reason_missing' })
  expect(await decide(id, 'last_name', 'refuse', 'Your identity card says Martin')).toEqual(OK)
  expect(await staff(id, { act: 'accept_all' })).toEqual(OK)
  // They change their mind, and once more.
  expect(await decide(id, 'city', 'refuse', 'No')).toEqual(OK)
  expect(await decide(id, 'city', 'accept')).toEqual(OK)
  await apply(id)
  expect(await statesOf(id)).toEqual({ first_name: 'applied', last_name: 'refused', city: 'applied' })
  expect([customer.firstName, customer.lastName]).toEqual(['Léa', 'Martin'])
  expect(customer.addresses[0]).toMatchObject({ city: 'Lyon', zip: '69001', firstName: 'Lea', countryCodeV2: 'FR' })
  expect(await stateOf(id)).toBe('answered')
  const tasks = await inShop((tx) => tx.recipientTask.findMany({ where: { requestId: id } }))
  expect(tasks.length).toBeGreaterThan(0)
  expect(new Set(tasks.map(({ occasion }) => occasion))).toEqual(new Set(['rectification']))
  const [mail] = mailsTo(customer)
  expect(mail?.text).toContain('Corrected: first name and address, city.')
  expect(mail?.text).toContain('Not corrected: last name. Your identity card says Martin')
  expect(mail?.text).toContain(tasks.find(({ way }) => way === 'platform')?.name)
  expect(mail?.text).not.toMatch(/Léa|Lyon/)
  const moves = (await inShop((tx) => readRequest(tx, id)))?.events.map(({ move, actor }) => `${actor} ${move}`)
  expect(moves).toEqual(
    expect.arrayContaining(['person propose_corrections', 'staff apply_corrections', 'kept answer']),
  )
})

test('every kind of place is corrected by its own mutation, once staff let Kept do it', async () => {
  const customer = standIn.state.shop.customers.find(({ email }) => email === BUYS_FOR_A_COMPANY)
  if (!customer) throw new Error('Nobody buys for a company')
  customer.addresses = aCustomer().addresses.map((address) => ({ ...address, id: 771_000 }))
  customer.defaultAddressId = 771_000
  setMetafield(standIn.state, {
    ...{ ownerId: gid('Customer', customer.id), namespace: 'facts', key: 'birth_date' },
    ...{ type: 'date', value: '1987-03-14' },
  })
  placeOrder(standIn.state, customer, standIn.state.now())
  const id = await aRequest(customer)
  const { places } = await shown(id)
  const placeOf = (kind: string) => places?.find((one) => one.kind === kind)?.key ?? `no ${kind}`
  const order = standIn.state.shop.orders.findLast((one) => one.customerId === customer.id)
  const company = standIn.state.shop.companies.find(({ contacts }) =>
    contacts.some(({ customerId }) => customerId === customer.id),
  )
  const contact = company?.contacts.find(({ customerId }) => customerId === customer.id)
  if (!order || !company || !contact) throw new Error('The stand-in has less than everything')
  const before = customer.addresses.length
  await proposed(id, placeOf('contact'), { title: 'Head of tea' })
  await proposed(id, placeOf('company_shipping'), { city: 'Nantes' })
  await proposed(id, 'metafield/facts.birth_date', { value: '1987-03-15' })
  await proposed(id, `order/${order.id}`, { address1: '9 quai de la Fosse', email: 'right@person.example' })
  expect(await propose(id, 'new_address', { city: 'Brest' })).toMatchObject({ reason: 'wrong_value' })
  expect(await propose(id, 'new_address', { address1: '2 rue B', city: 'Brest', country: 'fr' })).toMatchObject(OK)
  await proposed(id, placeOf('address'), {}, true)
  await staff(id, { act: 'state', statement: { about: 'orders', text: 'I never ordered the blue cup.' } })
  await staff(id, { act: 'accept_all' })
  await apply(id)
  expect((await shown(id)).corrections.map(({ place, field, state }) => `${place} ${field} ${state}`).sort()).toEqual([
    'address address applied',
    'company_shipping city applied',
    'contact title applied',
    'metafield value applied',
    'new_address address applied',
    'order address1 applied',
    'order email applied',
    'statement text applied',
  ])
  expect(contact.title).toBe('Head of tea')
  const place = company.locations.find(({ address }) => address.city === 'Nantes')
  expect(place?.address.address1).toBeTruthy()
  const field = standIn.state.shop.metafields.find(
    ({ key, ownerId }) => key === 'birth_date' && ownerId.endsWith(`/${customer.id}`),
  )
  expect(field?.value).toBe('1987-03-15')
  expect(order).toMatchObject({ email: 'right@person.example' })
  expect(order.shippingAddress).toMatchObject({ address1: '9 quai de la Fosse' })
  expect(order.shippingAddress?.city).toBeTruthy()
  expect(customer.addresses).toHaveLength(before)
  expect(customer.addresses.some(({ city }) => city === 'Brest')).toBe(true)
  expect(customer.addresses.some(({ id: one }) => placeOf('address').endsWith(`/${one}`))).toBe(false)
  expect(await stateOf(id)).toBe('answered')

  // The statement stays with the person, and is part of every later answer.
  expect(await inShop((tx) => readStatements(tx, id))).toMatchObject([
    { about: 'orders', text: 'I never ordered the blue cup.' },
  ])
  const later = await aKnownAsker({ email: customer.email ?? '', customerId: String(customer.id) })
  await collect(later)
  expect(ofTable(await answerOf(later), 'statements')).toMatchObject([
    { values: { about: 'orders', text: 'I never ordered the blue cup.' } },
  ])
})

describe('nobody’s later change is written over', () => {
  test('staff see the three values, and decide again', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Léa', last_name: 'Duval' })
    await staff(id, { act: 'accept_all' })
    customer.firstName = 'Leah'
    await apply(id)
    expect(customer).toMatchObject({ firstName: 'Leah', lastName: 'Duval' })
    expect(await statesOf(id)).toEqual({ first_name: 'conflict', last_name: 'applied' })
    expect((await lineOf(id, 'first_name')).content).toMatchObject({ old: 'Lea', new: 'Léa', now: 'Leah' })
    expect([await stateOf(id), mailsTo(customer)]).toEqual(['in_progress', []])
    expect(await staff(id, { act: 'apply' })).toEqual({ ok: false, reason: 'undecided' })
    await decide(id, 'first_name', 'accept')
    await apply(id)
    expect([customer.firstName, await stateOf(id)]).toEqual(['Léa', 'answered'])
  })

  test('what is already right is done, and what is no longer there can only be refused or done by hand', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Léa' })
    await proposed(id, addressKey(customer), { city: 'Lyon' })
    await staff(id, { act: 'accept_all' })
    customer.firstName = 'Léa'
    customer.addresses = []
    await apply(id)
    expect(await statesOf(id)).toEqual({ first_name: 'applied', city: 'rejected' })
    const line = await lineOf(id, 'city')
    expect([line.code, line.decisions]).toEqual(['gone', ['refuse', 'by_hand']])
    expect(await decide(id, 'city', 'accept')).toEqual({ ok: false, reason: 'not_now' })
    await decide(id, 'city', 'by_hand', 'Corrected in the old shop')
    await apply(id)
    expect(await stateOf(id)).toBe('answered')
  })

  test('a proposal for values that were read again meanwhile is not taken, and one of two members of staff decides', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    const { readAt } = await shown(id)
    clock.shift(1_000)
    await staff(id, { act: 'read' })
    await work()
    const old = { at: readAt?.toISOString() ?? '', place: 'customer', values: { first_name: 'Léa' }, remove: false }
    expect(await inShop((tx) => proposeCorrections(tx, id, old, { actor: 'person' }))).toEqual({
      ok: false,
      reason: 'changed_since',
    })
    await proposed(id, 'customer', { first_name: 'Léa' })
    const line = await lineOf(id, 'first_name')
    await decide(id, 'first_name', 'accept')
    const second = { act: 'decide', id: line.id, decision: 'refuse', seen: line.state, note: 'No' } as const
    expect(await staff(id, second)).toEqual({ ok: false, reason: 'changed_since' })
  })
})

describe('what Shopify does not take is said at its field, and the others are written', () => {
  test('an e-mail address that another customer has', async () => {
    const [customer, other] = [aCustomer(), aCustomer()]
    const id = await aRequest(customer)
    await proposed(id, 'customer', { email: other.email ?? '', first_name: 'Léa' })
    await staff(id, { act: 'accept_all' })
    await apply(id)
    expect(await statesOf(id)).toEqual({ email: 'rejected', first_name: 'applied' })
    expect([(await lineOf(id, 'email')).code, customer.firstName]).toEqual(['taken', 'Léa'])
    await decide(id, 'email', 'refuse', 'This address belongs to somebody else')
    await apply(id)
    expect(await stateOf(id)).toBe('answered')
  })

  test.each([
    [
      'customerUpdate',
      { field: ['phone'], message: 'Phone is invalid' },
      'customer',
      { phone: '+33698765432' },
      'invalid',
    ],
    [
      'customerAddressUpdate',
      { field: ['address', 'province'], message: 'Province is not valid' },
      'address',
      { province: 'QC' },
      'country_or_province',
    ],
    [
      'customerUpdate',
      { field: null, message: 'Something is wrong with Léa' },
      'customer',
      { first_name: 'Léa' },
      'refused',
    ],
  ])('%s: %j', async (operation, userError, kind, values, code) => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, kind === 'address' ? addressKey(customer) : 'customer', values as Record<string, string>)
    await staff(id, { act: 'accept_all' })
    await withFault(standIn, { operation, kind: 'userError', userError })
    await apply(id)
    const [line] = (await shown(id)).corrections
    expect([line?.state, line?.code]).toEqual(['rejected', code])
    // The same again, and Shopify takes it.
    await decide(id, line?.field ?? '', 'accept')
    await apply(id)
    expect(await stateOf(id)).toBe('answered')
  })

  test('an order that the shop does not let Kept change: staff allow it, or do it by hand', async () => {
    const customer = aCustomer()
    placeOrder(standIn.state, customer, standIn.state.now())
    const order = standIn.state.shop.orders.findLast(({ customerId }) => customerId === customer.id)
    await grant(ALL_SCOPES.filter((scope) => scope !== 'write_orders'))
    const id = await aRequest(customer)
    await proposed(id, `order/${order?.id}`, { email: 'right@person.example' })
    await staff(id, { act: 'accept_all' })
    await apply(id)
    expect((await lineOf(id, 'email')).code).toBe('access_denied')
    await grant(ALL_SCOPES)
    await decide(id, 'email', 'accept')
    await apply(id)
    expect([order?.email, await stateOf(id)]).toEqual(['right@person.example', 'answered'])
  })

  test('without the permission to read orders the rest is read, and what is missing is named', async () => {
    await grant(ALL_SCOPES.filter((scope) => !/_(all_)?orders$|companies/.test(scope)))
    const id = await aRequest(aCustomer())
    await grant(ALL_SCOPES)
    const { missing, places } = await shown(id)
    expect(missing).toEqual(['read_companies', 'read_orders'])
    expect(places?.map(({ kind }) => kind)).toEqual(['customer', 'address', 'new_address'])
  })
})

describe('Shopify away, a kill, a second job', () => {
  test.each(['timeout', '500'])('%s in the middle: the job goes on where it was', async (kind) => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Léa' })
    await proposed(id, addressKey(customer), { city: 'Lyon' })
    await proposed(id, 'new_address', { address1: '2 rue B', city: 'Brest', country: 'FR' })
    await staff(id, { act: 'accept_all' })
    await staff(id, { act: 'apply' })
    const job = { shop: SHOP, receivedAt: 1, requestId: id, work: 'apply' } as const
    await withFault(standIn, { operation: 'customerAddressUpdate', kind, times: 9 })
    await expect(workRectification(job, clientsWith({ ...BRIEF, timeoutMs: 300 }))).rejects.toThrow(ShopifyUnavailable)
    expect(await statesOf(id)).toMatchObject({ first_name: 'applied', city: 'accepted' })
    await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
    await workRectification(job, clientOf)
    expect(customer.addresses.map(({ city }) => city)).toEqual(['Lyon', 'Brest'])
    expect(await stateOf(id)).toBe('answered')
  })

  test('killed between any two writes, and called twice, each value is written once and the person answered once', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Léa' })
    await proposed(id, addressKey(customer), { city: 'Lyon' })
    await proposed(id, 'new_address', { address1: '2 rue B', city: 'Brest', country: 'FR' })
    await inShop((tx) => proposeStatement(tx, id, { about: 'orders', text: 'Not mine' }, { actor: 'person' }))
    await staff(id, { act: 'accept_all' })
    await staff(id, { act: 'apply' })
    const job = { shop: SHOP, receivedAt: 1, requestId: id, work: 'apply' } as const
    for (let after = 0; after < 40 && (await stateOf(id)) !== 'answered'; after += 1) {
      let statements = 0
      const query = pg.Client.prototype.query
      // The connection goes with the process, after one more statement each time.
      const killed = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...given) {
        const text = typeof given[0] === 'string' ? given[0] : (given[0] as { text?: string })?.text
        if (/^\s*(UPDATE|INSERT|COMMIT)/i.test(text ?? '')) statements += 1
        if (statements > after) throw new Error('killed')
        return Reflect.apply(query, this, given)
      })
      await workRectification(job, clientOf).catch(() => {})
      killed.mockRestore()
    }
    await workRectification(job, clientOf)
    expect(customer.addresses.map(({ city }) => city)).toEqual(['Lyon', 'Brest'])
    const events = (await inShop((tx) => readRequest(tx, id)))?.events.filter(({ move }) => move === 'answer')
    expect(events).toHaveLength(1)
    expect(await inShop((tx) => readStatements(tx, id))).toHaveLength(1)
    await sendMails(SHOP, send)
    expect(mailsTo(customer)).toHaveLength(1)
  })

  test('given up after a day, staff see why, and start it again; meanwhile it can be withdrawn, but not in the middle', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Léa' })
    await staff(id, { act: 'accept_all' })
    await staff(id, { act: 'apply' })
    expect(await act(id, 'withdraw')).toEqual({ ok: false, reason: 'work_decides' })
    expect(await act(id, 'answer')).toEqual({ ok: false, reason: 'work_decides' })
    await takeJobs(SHOP, [rectificationQueue.name])
    await noteRectificationGivenUp({ shop: SHOP, receivedAt: 1, requestId: id, work: 'apply' })
    expect(await shown(id)).toMatchObject({ run: 'stopped', stopped: 'shopify_away', canApply: true })
    await apply(id)
    expect([customer.firstName, await stateOf(id)]).toEqual(['Léa', 'answered'])
  })
})

describe('in the middle of it', () => {
  test('Kept is uninstalled: nothing is lost, and staff start it again when it is back', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Léa' })
    await staff(id, { act: 'accept_all' })
    await apply(id, async () => null)
    expect(await shown(id)).toMatchObject({ run: 'stopped', stopped: 'not_installed' })
    await apply(id)
    expect(customer.firstName).toBe('Léa')
  })

  test('the customer is merged: the one who remains is corrected, and only where their value is the old one', async () => {
    const [customer, other] = [aCustomer(), aCustomer()]
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Léa', last_name: 'Duval' })
    await staff(id, { act: 'accept_all' })
    other.lastName = 'Durand'
    const kept = merge(standIn.state, [customer, other])
    await standIn.told()
    await inShop(async (tx) => {
      const gone = kept.id === customer.id ? other.id : customer.id
      await mergeCustomers(tx, { kept: String(kept.id), deleted: String(gone) })
    })
    await apply(id)
    expect(await statesOf(id)).toMatchObject({ first_name: 'applied' })
    expect(kept.firstName).toBe('Léa')
  })

  test('the person is erased: what they wrote is unreadable, and nothing more is written', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Unforgettable' })
    await inShop((tx) => proposeStatement(tx, id, { about: 'orders', text: 'Unmistakable' }, { actor: 'person' }))
    await staff(id, { act: 'accept_all' })
    await staff(id, { act: 'apply' })
    await inShop((tx) => erasePerson(tx, identifiersOf({ id: customer.id, email: customer.email })))
    await work()
    expect(customer.firstName).toBe('Lea')
    expect(await stateOf(id)).toBe('erased')
    const rows = await inShop((tx) => tx.correction.findMany({ where: { requestId: id } }))
    expect(rows.map(({ content }) => content)).toEqual([null, null])
    expect(await inShop((tx) => tx.rectification.findFirst({ where: { requestId: id } }))).toMatchObject({ held: null })
  })

  test('nothing of a value stands readable in any table or job, from the beginning on', async () => {
    const customer = aCustomer()
    const id = await aRequest(customer)
    await proposed(id, 'customer', { first_name: 'Unforgettable' })
    await inShop((tx) => proposeStatement(tx, id, { about: 'orders', text: 'Unmistakable' }, { actor: 'person' }))
    await staff(id, { act: 'accept_all' })
    await staff(id, { act: 'apply' })
    for (const text of ['Unforgettable', 'Unmistakable']) expect(await placesOf(text)).toEqual([])
    await work()
    expect(await stateOf(id)).toBe('answered')
    for (const text of ['Unforgettable', 'Unmistakable']) expect(await placesOf(text)).toEqual([])
  })
})

test('the values before and after go when the request’s own period is over; that they were corrected stays known', async () => {
  const customer = aCustomer()
  const id = await aRequest(customer)
  await proposed(id, 'customer', { first_name: 'Léa' })
  await staff(id, { act: 'accept_all' })
  await apply(id)
  const years = (count: number) => clock.shift(count * 366 * 86_400_000)
  years(4)
  await destroyDueCorrections()
  expect((await lineOf(id, 'first_name')).content?.old).toBe('Lea')
  years(6)
  expect(await destroyDueCorrections()).toBeGreaterThan(0)
  const line = await lineOf(id, 'first_name')
  expect([line.content, line.state, line.field]).toEqual([null, 'applied', 'first_name'])
  expect(await shown(id)).toMatchObject({ places: null, destroyAt: null })
})

test('a request that was withdrawn keeps its values no longer, and one that is opened again keeps them', async () => {
  const id = await aRequest(aCustomer())
  await proposed(id, 'customer', { first_name: 'Léa' })
  await act(id, 'withdraw')
  expect((await shown(id)).destroyAt).not.toBeNull()
  await act(id, 'reopen')
  expect((await shown(id)).destroyAt).toBeNull()
  await act(id, 'withdraw')
  clock.shift(6 * 366 * 86_400_000)
  await destroyDueCorrections()
  expect((await lineOf(id, 'first_name')).content).toBeNull()
})

test('Kept’s own copy of an address is corrected too: the wrong one finds nobody any more', async () => {
  const customer = aCustomer()
  const [wrong, right] = [customer.email ?? '', `right-${taken}@person.example`]
  const id = await aRequest(customer)
  await proposed(id, 'customer', { email: right })
  await staff(id, { act: 'accept_all' })
  await apply(id)
  expect(customer.email).toBe(right)
  const person = (await inShop((tx) => readRequest(tx, id)))?.person
  expect(person).toContainEqual({ kind: 'email', value: right })
  expect(person).not.toContainEqual({ kind: 'email', value: wrong })
})

test('a request that is opened again takes new corrections, and its recipients are told of those alone', async () => {
  const customer = aCustomer()
  const id = await aRequest(customer)
  await proposed(id, 'customer', { first_name: 'Léa' })
  await staff(id, { act: 'accept_all' })
  await apply(id)
  await act(id, 'reopen')
  clock.shift(1_000)
  await staff(id, { act: 'read' })
  await work()
  await proposed(id, 'customer', { last_name: 'Duval' })
  await staff(id, { act: 'accept_all' })
  await apply(id)
  expect(await stateOf(id)).toBe('answered')
  const tasks = await inShop((tx) => tx.recipientTask.findMany({ where: { requestId: id } }))
  expect(new Set(tasks.map(({ occasionId }) => occasionId)).size).toBe(2)
})
