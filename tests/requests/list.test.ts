import { expect, test } from 'vitest'
import { messagesOfRequests } from '../../app/inbox/index.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { listQuery, listRequests } from '../../app/requests/index.ts'
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
