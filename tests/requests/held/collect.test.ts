import { randomUUID } from 'node:crypto'
import { subDays } from 'date-fns/subDays'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { logAccess } from '../../../app/platform/access-log.ts'
import { AVAILABLE_DAYS } from '../../../app/requests/answer/limits.ts'
import { destroyCollections, shopsWithClosed } from '../../../app/requests/held/index.ts'
import {
  chooseHeld,
  erasePerson,
  heldChoice,
  heldQuery,
  readHeldPage,
  startCollecting,
  whoAsks,
} from '../../../app/requests/index.ts'
import { identifiersOf, identify, mergeCustomers } from '../../../app/subjects/index.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { BUYS_FOR_A_COMPANY, SECOND_CONTACT, WITH_EVERYTHING, WITH_NOTHING } from '../../stand-in/shop/notable.ts'
import {
  ALL_SCOPES,
  act,
  aKnownAsker,
  answerOf,
  aShopThatHolds,
  collect,
  collectionOf,
  grant,
  inShop,
  ofTable,
  portionsOf,
  SHOP,
  standIn,
  workOnce,
} from './a-collection.ts'

beforeAll(() => aShopThatHolds())
afterEach(() => fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' }))

/** One shop for all: each test has a request of its own, and who is merged or erased comes last. */

const customerWith = (email: string) => {
  const found = standIn.state.shop.customers.find((one) => one.email === email)
  if (!found) throw new Error(`The stand-in has no ${email}`)
  return found
}
const ordersOf = (id: number) => standIn.state.shop.orders.filter(({ customerId }) => customerId === id)
const UNKNOWN_ACCESSES = { table: 'staff_access', reason: 'not_known_before', scope: null } as const
const gidOf = ({ id }: { id: number }) => `gid://shopify/Order/${id}`

test('a consumer gets every order, line, payment and parcel once, and nothing of others; the database shows none of it', async () => {
  const id = await aKnownAsker({ email: WITH_EVERYTHING })
  const collection = await collect(id)
  expect(collection).toMatchObject({ state: 'collected', finishedAt: expect.any(Date) })
  expect(collection?.unread).toEqual([])
  // The tea room notes door codes on its orders, and has not declared that.
  expect(collection?.undeclared.map(({ field }) => field)).toEqual(Array(4).fill('Order.metafields.delivery.door_code'))
  const rows = await answerOf(id)
  const orders = ordersOf(customerWith(WITH_EVERYTHING).id)
  expect(ofTable(rows, 'orders').map((row) => row.id)).toEqual(orders.map(gidOf))
  for (const order of orders) {
    const own = rows.filter(({ parent }) => parent === gidOf(order))
    expect(ofTable(own, 'order_lines').map(({ values }) => values.title)).toEqual(order.lines.map(({ title }) => title))
    expect(ofTable(own, 'order_transactions')).toHaveLength(order.transactions.length)
    expect(ofTable(own, 'order_refunds')).toHaveLength(order.refunds.length)
    expect(ofTable(own, 'order_fulfillments')).toHaveLength(order.fulfillments.length)
    expect(ofTable(own, 'order_visits')).toHaveLength(order.visits.length)
  }
  for (const table of [
    ...(['customer', 'profiles', 'payment_methods', 'store_credit', 'gift_cards', 'subscriptions'] as const),
    ...(['draft_orders', 'draft_order_lines', 'abandoned_checkouts', 'abandoned_checkout_lines'] as const),
    ...(['customer_metafields', 'customer_events', 'marketing_consents', 'requests'] as const),
  ]) {
    expect(ofTable(rows, table), table).not.toEqual([])
  }
  expect(rows.map(({ table }) => table).join()).not.toContain('order_metafields')

  const text = JSON.stringify(rows.map(({ values }) => values))
  expect(text, 'what is about a mother or an aunt').not.toMatch(/Odile Moreau|chemin des Vignes|Tante Jeanne/)
  const mother = ofTable(rows, 'addresses').find(({ masked }) => masked['address.name'] === 'rights_of_others')
  expect(mother?.values).toMatchObject({ 'address.country': 'France', 'address.city': null })

  const stored = await inShop((tx) => tx.requestHeldPortion.findMany({ where: { requestId: id } }))
  expect(stored.map(({ content }) => Buffer.from(content).toString('latin1')).join()).not.toMatch(/Camille|Moreau/)
})

test('staff take a line out and put a parcel’s address back, with reasons that only the person’s key opens', async () => {
  const id = await aKnownAsker({ email: WITH_EVERYTHING })
  await collect(id)
  const page = await inShop((tx) => readHeldPage(tx, id, heldQuery.parse({ table: 'addresses' })))
  const mother = page?.rows.find(({ values }) => values.some(({ ground }) => ground === 'rights_of_others'))
  const choose = (given: object) =>
    inShop((tx) =>
      chooseHeld(
        tx,
        id,
        heldChoice.parse({ table: 'addresses', portion: 0, id: mother?.id, column: null, ...given }),
        '7',
      ),
    )
  expect(await choose({ move: 'put_back', reason: '' })).toEqual({ ok: false, reason: 'reason_missing' })
  expect(await choose({ move: 'put_back', id: 'gid://shopify/MailingAddress/1', reason: 'x' })).toMatchObject({
    ok: false,
  })
  expect(await choose({ move: 'put_back', reason: 'Odile agreed' })).toEqual({ ok: true })
  expect(await choose({ move: 'take_out', column: 'address.phone', reason: 'not the phone' })).toEqual({ ok: true })
  const row = ofTable(await answerOf(id), 'addresses').find((one) => one.id === mother?.id)
  expect(row?.values).toMatchObject({ 'address.name': 'Odile Moreau', 'address.phone': null })
  expect(row?.masked).toEqual({ 'address.phone': 'removed_by_staff' })
  const events = await inShop((tx) => tx.dataSubjectRequestEvent.findMany({ where: { requestId: id } }))
  const stored = JSON.stringify(events.map(({ facts }) => facts))
  expect(stored).toContain('addresses')
  expect(stored).not.toContain(mother?.id)
  expect(events.map(({ note }) => Buffer.from(note ?? []).toString('latin1')).join()).not.toContain('agreed')
})

test('somebody at a company gets what names them, and nothing of the other contact', async () => {
  const id = await aKnownAsker({ email: BUYS_FOR_A_COMPANY, audience: 'professional' })
  await collect(id)
  const rows = await answerOf(id)
  expect(ofTable(rows, 'company_contacts')).toHaveLength(1)
  expect(ofTable(rows, 'companies').map(({ values }) => values.name)).toEqual(['Hôtel des Tilleuls'])
  expect(ofTable(rows, 'company_locations').length).toBeGreaterThan(0)
  const text = JSON.stringify(rows)
  expect(text).not.toContain(SECOND_CONTACT)
  expect(text).not.toMatch(/Delmas/)
})

test('of somebody who left no more than an address, that is what is held', async () => {
  const id = await aKnownAsker({ email: WITH_NOTHING })
  const collection = await collect(id)
  expect(collection?.rowsByTable).toMatchObject({ customer: 1, requests: 1 })
  expect(collection?.rowsByTable.orders).toBeUndefined()
})

test('of somebody whom Shopify does not know, there is only what Kept holds', async () => {
  const id = await aKnownAsker({ email: 'nobody@example.com' })
  expect(await collect(id)).toMatchObject({ state: 'collected', rowsByTable: { requests: 1 } })
})

describe('nothing is read before somebody is known', () => {
  test('nor after doubts: what was read is destroyed', async () => {
    const id = await aKnownAsker({ email: WITH_EVERYTHING })
    await inShop((tx) => startCollecting(tx, id))
    await workOnce(id, 0)
    await act(id, 'doubt_identity')
    await workOnce(id)
    expect(await collectionOf(id)).toBeNull()
    expect(await portionsOf(id)).toBe(0)
    expect(await inShop((tx) => startCollecting(tx, id))).toEqual({ ok: false, reason: 'identity_missing' })
  })
})

test('killed between pages, it goes on, and no row comes twice', async () => {
  const id = await aKnownAsker({ email: WITH_EVERYTHING })
  await collect(id)
  const whole = await answerOf(id)
  await inShop((tx) => startCollecting(tx, id))
  // Each call that fails ends a run as a kill does: what was stored stays, the rest is read again.
  for (const operation of ['KeptHeldAddresses', 'KeptHeldOrders', 'KeptHeldOrders', 'KeptHeldDrafts']) {
    await withFault(standIn, { operation, kind: '500', times: 1, after: operation === 'KeptHeldOrders' ? 1 : 0 })
    await expect(workOnce(id)).rejects.toThrow()
  }
  await Promise.all([workOnce(id), workOnce(id)])
  while ((await collectionOf(id))?.state === 'collecting') await workOnce(id)
  expect(keysOf(await answerOf(id))).toEqual(keysOf(whole))
})

const keysOf = (rows: readonly { table: string; id: string }[]) => rows.map(({ table, id }) => `${table} ${id}`)

test('a second start does nothing while the first one reads', async () => {
  const id = await aKnownAsker({ email: WITH_NOTHING })
  await inShop((tx) => startCollecting(tx, id))
  await workOnce(id, 0)
  const before = await collectionOf(id)
  await inShop((tx) => startCollecting(tx, id))
  expect(await collectionOf(id)).toEqual(before)
})

test('a shop whose points are spent is waited for', async () => {
  const id = await aKnownAsker({ email: WITH_EVERYTHING })
  await withFault(standIn, { operation: 'KeptHeldOrders', kind: 'throttled', times: 3 })
  expect(await collect(id)).toMatchObject({ state: 'collected', rowsByTable: { orders: 13 } })
})

test('without scopes, what cannot be read is said, with the scope that it needs', async () => {
  await grant(ALL_SCOPES.filter((scope) => !['read_gift_cards', 'read_all_orders', 'read_locations'].includes(scope)))
  const id = await aKnownAsker({ email: WITH_EVERYTHING })
  const collection = await collect(id)
  expect(collection?.unread).toEqual(
    expect.arrayContaining([
      { table: 'gift_cards', reason: 'scope_missing', scope: 'read_gift_cards' },
      { table: 'orders', reason: 'older_orders', scope: 'read_all_orders' },
      { table: 'orders', reason: 'scope_missing', scope: 'read_locations' },
    ]),
  )
  expect(collection?.rowsByTable.orders).toBe(4)
  await grant(ALL_SCOPES)
})

test('a list that is longer than what is read of it is not cut in silence', async () => {
  const { shop } = standIn.state
  const [consumer, buyer] = [customerWith(WITH_EVERYTHING), customerWith(BUYS_FOR_A_COMPANY)]
  const before = structuredClone({
    orders: shop.orders,
    subscriptions: shop.subscriptions,
    metafields: shop.metafields,
  })
  const times = <T>(n: number, one: T, change: (at: number) => Partial<T>): T[] =>
    Array.from({ length: n }, (_one, at) => ({ ...one, ...change(at) }))
  const [first, second, third] = ordersOf(consumer.id)
  const company = shop.companies.find(({ contacts }) => contacts.some(({ customerId }) => customerId === buyer.id))
  const [sale, parcel] = [second?.transactions[0], third?.fulfillments[0]]
  const contract = shop.subscriptions.find(({ customerId }) => customerId === consumer.id)
  const [line, place, field] = [contract?.lines[0], company?.locations[0], shop.metafields[0]]
  if (!first || !second || !third || !company || !sale || !parcel || !contract || !line || !place || !field)
    throw new Error('The tea room is too small')
  first.discounts = times(6, { code: 'TEA', amount: 1 }, (at) => ({ code: `TEA${at}` }))
  second.transactions = times(61, sale, (at) => ({ id: 9e12 + at }))
  third.fulfillments = times(61, parcel, (at) => ({ id: 9e12 + at }))
  third.refunds = times(
    25,
    { id: 0, note: null, amount: 1, lines: [], staffId: null, createdAt: third.createdAt },
    (id) => ({ id: 9e12 + id }),
  )
  contract.lines = times(51, line, (at) => ({ id: 9e12 + at }))
  const fieldsOf = (n: number, ownerId: string) =>
    times(n, field, (at) => ({ id: `gid://shopify/Metafield/${9e12 + at}`, ownerId, key: `k${at}` }))
  shop.metafields.push(
    ...fieldsOf(201, `gid://shopify/Company/${company.id}`),
    ...fieldsOf(51, `gid://shopify/CompanyLocation/${place.id}`),
  )
  try {
    const cutFor = async (email: string) => {
      const collection = await collect(await aKnownAsker({ email }))
      return collection?.unread.filter(({ reason }) => reason === 'more_than_read').map(({ table }) => table)
    }
    expect((await cutFor(WITH_EVERYTHING))?.sort()).toEqual([
      'order_fulfillments',
      'order_refunds',
      'order_transactions',
      'orders',
      'subscriptions',
    ])
    expect((await cutFor(BUYS_FOR_A_COMPANY))?.sort()).toEqual(['companies', 'company_locations'])
  } finally {
    Object.assign(shop, before)
  }
})

test('fourteen days after a request is closed, answered or not, its rows are destroyed, and how many they were stays', async () => {
  const closedBy = { answer: '', withdraw: '', comment: '' }
  for (const move of ['answer', 'withdraw', 'comment'] as const) {
    closedBy[move] = await aKnownAsker({ email: BUYS_FOR_A_COMPANY })
    await collect(closedBy[move])
    expect(await act(closedBy[move], move)).toMatchObject({ ok: true })
  }
  const { answer, withdraw, comment: open } = closedBy
  const { orders, order_lines } = (await collectionOf(answer))?.rowsByTable ?? {}
  expect(orders).toBeGreaterThan(0)
  expect(await portionsOf(answer)).toBeGreaterThan(0)
  const days = (n: number) => new Date(Date.now() + n * 24 * 3_600_000)
  // Of this shop alone: other tests have requests of their own.
  const destroyAt = (at: Date) => inShop((tx) => destroyCollections(tx, subDays(at, AVAILABLE_DAYS), 10))
  expect(await destroyAt(days(13))).toBe(0)
  expect(await shopsWithClosed(days(0), 100)).toContain(SHOP)
  expect(await destroyAt(days(14))).toBe(2)
  for (const id of [answer, withdraw]) {
    expect(await portionsOf(id)).toBe(0)
    expect(await collectionOf(id)).toMatchObject({ state: 'destroyed', rowsByTable: { orders, order_lines } })
    await expect(answerOf(id)).rejects.toThrow('was not read')
  }
  expect(await portionsOf(open)).toBeGreaterThan(0)
  expect(await destroyAt(days(14))).toBe(0)
  // Opened again, everything is read anew.
  await act(answer, 'reopen')
  expect(await collect(answer)).toMatchObject({ state: 'collected', rowsByTable: { orders, order_lines } })
})

test('somebody learns when staff looked at their data and what for, not which of them; and nobody learns it of an erased person', async () => {
  const [mine, other] = [await aKnownAsker({ email: BUYS_FOR_A_COMPANY }), await aKnownAsker({ email: WITH_NOTHING })]
  const [asker] = await inShop((tx) => whoAsks(tx, [mine]))
  const line = { shop: SHOP, staffId: '4242', method: 'GET', status: 200 }
  const before = new Date('2026-01-15T10:00:00Z')
  // Of a release that did not note whom a page showed.
  await inShop((tx) =>
    tx.accessLogEntry.create({ data: { ...line, id: randomUUID(), route: '/app/requests', at: before } }),
  )
  for (const [route, method, of] of [
    ['/app/requests', 'GET', [mine, other]],
    ['/app/requests/:id/held', 'POST', [mine]],
    ['/app/requests/:id', 'GET', [other]],
  ] as const) {
    await logAccess({ ...line, route, method, people: await inShop((tx) => whoAsks(tx, [...of])) })
  }
  const since = before.toISOString()
  expect((await collect(mine))?.unread).toContainEqual({ ...UNKNOWN_ACCESSES, since })
  const rows = ofTable(await answerOf(mine), 'staff_access')
  expect(rows.map(({ values: { at, ...values }, masked }) => ({ ...values, masked }))).toEqual(
    [
      { page: 'request_data', action: 'acted' },
      { page: 'request_list', action: 'viewed' },
    ].map((seen) => ({ ...seen, role: 'shop_staff', staff: null, masked: { staff: 'rights_of_others' } })),
  )

  await inShop((tx) => erasePerson(tx, identifiersOf({ email: BUYS_FOR_A_COMPANY })))
  await logAccess({ ...line, route: '/app/requests', people: [asker ?? ''] })
  const lines = await inShop((tx) =>
    tx.accessLogEntry.findMany({ where: { staffId: '4242' }, include: { people: true } }),
  )
  expect(lines.map(({ route, people }) => [route, people.length])).toEqual([
    ['/app/requests', 0],
    ['/app/requests', 1],
    ['/app/requests/:id/held', 0],
    ['/app/requests/:id', 1],
    ['/app/requests', 0],
  ])
})

test('two customers who are merged while their data is read are one: what remains is read from the start', async () => {
  const [gone, kept] = [customerWith(WITH_NOTHING), customerWith(WITH_EVERYTHING)]
  const id = await aKnownAsker({ email: '', customerId: String(gone.id) })
  await inShop((tx) => startCollecting(tx, id))
  await workOnce(id, 0)
  await inShop((tx) => mergeCustomers(tx, { kept: String(kept.id), deleted: String(gone.id) }))
  await inShop(async (tx) => {
    await identify(tx, identifiersOf({ id: kept.id }))
  })
  expect(await collect(id)).toMatchObject({ state: 'collected', rowsByTable: { customer: 1, orders: 13 } })
})

test('a person who is erased while their data is read leaves nothing of it', async () => {
  const id = await aKnownAsker({ email: WITH_EVERYTHING })
  await inShop((tx) => startCollecting(tx, id))
  await workOnce(id, 0)
  expect(await portionsOf(id)).toBeGreaterThan(0)
  await inShop((tx) => erasePerson(tx, identifiersOf({ email: WITH_EVERYTHING })))
  await workOnce(id)
  expect([await portionsOf(id), await collectionOf(id)]).toEqual([0, null])
})
