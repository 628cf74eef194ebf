import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin, aStandIn } from './a-stand-in.ts'
import { largeShop } from './generate/large-shop.ts'
import { gid } from './shop/model.ts'
import { WITH_NOTHING } from './shop/notable.ts'
import type { StandIn } from './start.ts'

const COUNT = 10_000

let standIn: StandIn
let recent: StandIn
beforeAll(async () => {
  standIn = await aStandIn({ scopes: ['read_customers', 'read_orders', 'read_all_orders'] })
  recent = await aStandIn({ scopes: ['read_customers', 'read_orders'] })
  for (const { state, urls } of [standIn, recent]) {
    const customer = state.shop.customers.find(({ email }) => email === WITH_NOTHING)
    const body = JSON.stringify({ customerId: customer?.id, count: COUNT })
    await fetch(`${urls.shopApi}/stand-in/many-orders`, { method: 'POST', body })
  }
})
afterAll(() => Promise.all([standIn.close(), recent.close()]))

interface Page {
  nodes: { id: string }[]
  pageInfo: { hasNextPage: boolean; endCursor: string }
}

const ORDERS = `query($email: String!, $after: String, $reverse: Boolean) {
  customerByIdentifier(identifier: { emailAddress: $email }) { numberOfOrders lastOrder { id }
    orders(first: 250, after: $after, reverse: $reverse, sortKey: CREATED_AT) {
      nodes { id } pageInfo { hasNextPage endCursor } } } }`

interface Person {
  numberOfOrders: string
  lastOrder: { id: string }
  orders: Page
}

async function pageOf(from: StandIn, after: string | null, reverse = false): Promise<Person> {
  const variables = { email: WITH_NOTHING, after, reverse }
  return (await admin<{ customerByIdentifier: Person }>(from, ORDERS, variables)).data.customerByIdentifier
}

async function read(from: StandIn): Promise<Person & { ids: string[] }> {
  const ids: string[] = []
  for (let after: string | null = null; ; ) {
    const person: Person = await pageOf(from, after)
    ids.push(...person.orders.nodes.map(({ id }) => id))
    if (!person.orders.pageInfo.hasNextPage) return { ...person, ids }
    after = person.orders.pageInfo.endCursor
  }
}

describe('a customer of 10,000 orders', () => {
  test('has them page by page, each once, and the same from the other end', async () => {
    const { ids, numberOfOrders, lastOrder } = await read(standIn)
    expect([new Set(ids).size, numberOfOrders, lastOrder.id]).toEqual([COUNT, String(COUNT), ids.at(-1)])
    const first = await pageOf(standIn, null, true)
    const second = await pageOf(standIn, first.orders.pageInfo.endCursor, true)
    const newest = [first, second].flatMap(({ orders }) => orders.nodes.map(({ id }) => id))
    expect(newest).toEqual(ids.toReversed().slice(0, 500))
    expect(standIn.state.shop.orders.length).toBeLessThan(2_000)
  })

  test('has each by its id, and only the newest for an app that may not read all', async () => {
    const { ids } = await read(recent)
    expect(ids.length).toBeGreaterThan(100)
    expect(ids.length).toBeLessThan(300)
    const order = 'query($id: ID!) { order(id: $id) { id customer { id } } }'
    const customer = standIn.state.shop.customers.find(({ email }) => email === WITH_NOTHING)
    const asked = await admin(standIn, order, { id: ids[0] })
    expect(asked.data).toEqual({ order: { id: ids[0], customer: { id: gid('Customer', customer?.id ?? 0) } } })
  })
})

test('a large shop is the same lines every time, each order behind its customer', async () => {
  const today = new Date('2026-11-27T00:00:00Z')
  const lines = async () => {
    let text = ''
    for await (const chunk of largeShop({ customers: 2_000, today })) text += chunk
    return text
  }
  const text = await lines()
  expect(await lines()).toBe(text)
  let current = ''
  const rows = text
    .trim()
    .split('\n')
    .map((line): { id: string; __parentId?: string } => JSON.parse(line))
  for (const row of rows) {
    if (row.__parentId === undefined) current = row.id
    else expect(row.__parentId).toBe(current)
  }
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  expect(rows.filter((row) => row.__parentId === undefined)).toHaveLength(2_000)
})
