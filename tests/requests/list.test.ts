import { expect, test } from 'vitest'
import { messagesOfRequests } from '../../app/inbox/index.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { assignRequests, listQuery, listRequests } from '../../app/requests/index.ts'
import { noteTimeZone } from '../../app/shopify/installation.ts'
import { storeName } from '../../app/shopify/staff-names/store.ts'
import { about, deliver, messageOf, newShop } from '../inbox/deliver.ts'
import { aCustomer } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

let asked = 0
/** A customer asks Shopify for their data, and Shopify passes it on. Returns the message's id. */
function ask(shop: ShopDomain, customer: object): Promise<string> {
  asked += 1
  return deliver(doors, shop, 'customers/data_request', { ...about(shop, customer), data_request: { id: asked } })
}
const page = (shop: ShopDomain, size = 25, after: string | null = null) =>
  forShop(shop, (tx) => listRequests(tx, listQuery.parse({ after }), { staffId: '1', timeZone: 'UTC', size }))

test('staff see who asks, since when, until when, and the message that told it', async () => {
  const shop = newShop()
  const customer = aCustomer()
  const message = await ask(shop, customer)
  const { requests, next } = await page(shop)
  const { receivedAt } = await messageOf(shop, message)
  expect(requests).toMatchObject([
    { kind: 'access', customerId: String(customer.id), contact: null, receivedAt, dueOn: expect.any(String) },
  ])
  expect(next).toBeNull()
  const [request] = requests
  expect(await forShop(shop, (tx) => messagesOfRequests(tx, requests))).toEqual({ [request?.id ?? '']: message })
})

test.each([
  ['by e-mail', { email: 'jeanne@example.com' }, 'jeanne@example.com'],
  ['by phone', { phone: '+33612345678' }, '+33612345678'],
  ['by both', { email: 'jeanne@example.com', phone: '+33612345678' }, 'jeanne@example.com'],
])('whoever is no customer of Shopify’s can be reached %s', async (_how, customer, contact) => {
  const shop = newShop()
  await ask(shop, customer)
  expect((await page(shop)).requests).toMatchObject([{ customerId: null, contact }])
})

test('page after page, each request once, the one that is due first on top', async () => {
  const shop = newShop()
  for (let n = 0; n < 5; n += 1) await ask(shop, aCustomer())
  const seen: { id: string; dueOn: string | null }[] = []
  let after: string | null = null
  do {
    const { requests, next } = await page(shop, 2, after)
    seen.push(...requests)
    after = next
  } while (after !== null)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(5)
  expect(seen.map(({ dueOn }) => dueOn)).toEqual(seen.map(({ dueOn }) => dueOn).toSorted())
})

test('a list goes on behind a request that was closed meanwhile, and an unknown place is its beginning', async () => {
  const shop = newShop()
  const customers = [aCustomer(), aCustomer(), aCustomer()]
  for (const customer of customers) await ask(shop, customer)
  const first = await page(shop, 1)
  await deliver(doors, shop, 'customers/redact', { ...about(shop, customers[0] ?? {}), orders_to_redact: [] })
  const second = await page(shop, 1, first.next)
  expect(second.requests).toMatchObject([{ customerId: String(customers[1]?.id) }])
  expect((await page(shop, 1, '019b0000-0000-7000-8000-000000000000')).requests).toEqual(second.requests)
})

test('an erased customer’s request is not listed, and no shop sees another’s', async () => {
  const [shop, other] = [newShop(), newShop()]
  const customer = aCustomer()
  await ask(shop, customer)
  expect((await page(other)).requests).toEqual([])
  await deliver(doors, shop, 'customers/redact', { ...about(shop, customer), orders_to_redact: [] })
  expect((await page(shop)).requests).toEqual([])
})

test('days of a request from Shopify are counted by the clock on the shop’s wall, once its admin has said it', async () => {
  const shop = newShop()
  await ask(shop, aCustomer())
  await forShop(shop, (tx) => noteTimeZone(tx, 'Pacific/Auckland'))
  await ask(shop, aCustomer())
  const zones = (await page(shop)).requests.map(({ timeZone }) => timeZone)
  expect(zones.toSorted()).toEqual(['Pacific/Auckland', 'UTC'])
})

test('a customer’s requests are all in one list, open or closed, and nobody else’s', async () => {
  const shop = newShop()
  const [customer, other] = [aCustomer(), aCustomer()]
  for (const one of [customer, customer, other]) await ask(shop, one)
  const query = listQuery.parse({ view: 'all', customer: String(customer.id) })
  const { requests } = await forShop(shop, (tx) => listRequests(tx, query, { staffId: '1', timeZone: 'UTC' }))
  expect(requests.map(({ state, customerId }) => [state, customerId]).toSorted()).toEqual([
    ['joined', String(customer.id)],
    ['received', String(customer.id)],
  ])
})

test('of many that staff give to a colleague, those that are closed stay as they are, and it says how many', async () => {
  const shop = newShop()
  const customer = aCustomer()
  for (const one of [customer, customer, aCustomer()]) await ask(shop, one)
  await forShop(shop, (tx) => storeName(tx, { id: '8', name: 'Théa', seenAt: new Date() }))
  const all = async () =>
    (await forShop(shop, (tx) => listRequests(tx, listQuery.parse({ view: 'all' }), { staffId: '1', timeZone: 'UTC' })))
      .requests
  const ids = (await all()).map(({ id }) => id)
  const given = await forShop(shop, (tx) => assignRequests(tx, { ids: [...ids, ...ids], to: '8' }, '1'))
  expect(given).toEqual({ ok: true, assigned: 2, closed: 1 })
  expect((await all()).map(({ state, assignee }) => `${state} ${assignee}`).toSorted()).toEqual([
    'joined null',
    'received 8',
    'received 8',
  ])
  expect(await forShop(shop, (tx) => assignRequests(tx, { ids, to: 'nobody' }, '1'))).toEqual({
    ok: false,
    reason: 'unknown_staff',
  })
})
