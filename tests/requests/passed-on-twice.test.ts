import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { workMessage } from '../../app/inbox/jobs.ts'
import { forShop } from '../../app/platform/db.ts'
import { about, deliver, messageOf, newShop } from '../inbox/deliver.ts'
import { aCustomer } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

test('a data request that Shopify passes on twice is one request, whose number both messages have', async () => {
  const shop = newShop()
  const body = { ...about(shop, aCustomer()), data_request: { id: 9 } }
  const [one, other] = [
    await deliver(doors, shop, 'customers/data_request', body),
    await deliver(doors, shop, 'customers/data_request', body),
  ]
  expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(1)
  expect((await messageOf(shop, one)).outcome).toEqual((await messageOf(shop, other)).outcome)
})

test('the same where eight workers have them at once', async () => {
  const shop = newShop()
  const body = { ...about(shop, aCustomer()), data_request: { id: 9 } }
  const ids = Array.from({ length: 8 }, () => randomUUID())
  for (const id of ids) await doors.webhook('customers/data_request', body, { shop, id })
  await Promise.all(ids.map((id) => workMessage(shop, id)))
  expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(1)
})

test('two people whose requests have the same number have a request each', async () => {
  const shop = newShop()
  for (const customer of [aCustomer(), aCustomer()]) {
    await deliver(doors, shop, 'customers/data_request', { ...about(shop, customer), data_request: { id: 9 } })
  }
  expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(2)
})
