import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { admin, aStandIn } from './a-stand-in.ts'
import { loadAdminSchema } from './admin-api/schema.ts'
import { bulkQuery } from './bulk/restrictions.ts'
import { WITH_EVERYTHING } from './shop/notable.ts'
import type { StandIn } from './start.ts'

let standIn: StandIn
beforeAll(async () => {
  standIn = await aStandIn({ scopes: ['read_customers', 'read_orders', 'read_all_orders'] })
})
afterAll(() => standIn.close())

interface Operation {
  id: string
  status: string
  errorCode: string | null
  objectCount: string
  rootObjectCount: string
  fileSize: string | null
  url: string | null
  partialDataUrl: string | null
}

const FIELDS = 'id status errorCode objectCount rootObjectCount fileSize url partialDataUrl'

const CUSTOMERS = `{ customers { edges { node { id firstName orders { edges { node { id name } } } } } } }`

async function run(query: string) {
  const mutation = `mutation($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { ${FIELDS} } userErrors { code message } } }`
  type Run = {
    bulkOperationRunQuery: { bulkOperation: Operation | null; userErrors: { code: string; message: string }[] }
  }
  return (await admin<Run>(standIn, mutation, { query })).data.bulkOperationRunQuery
}

const read = async (id: string | undefined): Promise<Operation> =>
  (
    await admin<{ bulkOperation: Operation }>(standIn, `query($id: ID!) { bulkOperation(id: $id) { ${FIELDS} } }`, {
      id,
    })
  ).data.bulkOperation

async function finished(id: string | undefined): Promise<Operation> {
  await expect.poll(async () => (await read(id)).status).toMatch(/COMPLETED|FAILED|CANCELED/)
  return read(id)
}

const behave = (settings: object) =>
  fetch(`${standIn.urls.shopApi}/stand-in/bulk`, { method: 'POST', body: JSON.stringify(settings) })

const rowsAt = async (url: string | null) =>
  (await (await fetch(url ?? '')).text())
    .trim()
    .split('\n')
    .map((line): { id: string; __parentId?: string } => JSON.parse(line))

describe('a bulk operation', () => {
  beforeEach(() => behave({}))

  test('writes every customer, and every order below its customer; then it tells', async () => {
    const { bulkOperation } = await run(CUSTOMERS)
    expect(bulkOperation).toMatchObject({ status: 'CREATED', url: null })
    const done = await finished(bulkOperation?.id)
    expect(done).toMatchObject({ status: 'COMPLETED', errorCode: null, rootObjectCount: '300', partialDataUrl: null })
    const rows = await rowsAt(done.url)
    const { shop } = standIn.state
    expect(rows).toHaveLength(shop.customers.length + shop.orders.length)
    expect(Number(done.objectCount)).toBe(rows.length)
    const byId = new Map(shop.orders.map((order) => [`gid://shopify/Order/${order.id}`, order]))
    for (const { id, __parentId } of rows) {
      if (__parentId) expect(__parentId).toBe(`gid://shopify/Customer/${byId.get(id)?.customerId}`)
    }
    expect(standIn.state.told.at(-1)).toMatchObject({
      topic: 'bulk_operations/finish',
      body: { admin_graphql_api_id: done.id, status: 'completed', error_code: null, type: 'query' },
    })
  })

  test('of one customer writes what hangs on them', async () => {
    const customer = standIn.state.shop.customers.find(({ email }) => email === WITH_EVERYTHING)
    standIn.state.giveManyOrders(customer?.id ?? 0, 1_000)
    const { bulkOperation } = await run(
      `{ customer(id: "gid://shopify/Customer/${customer?.id}") { id orders { nodes { id lineItems { nodes { id title } } } } } }`,
    )
    const { url, rootObjectCount, objectCount } = await finished(bulkOperation?.id)
    const rows = await rowsAt(url)
    expect([rootObjectCount, objectCount, rows.length]).toEqual(['1000', '3000', 3_000])
    expect(rows.filter(({ __parentId }) => __parentId?.startsWith('gid://shopify/Order/'))).toHaveLength(2_000)
  })

  test('that finds nothing has no file', async () => {
    expect((await run('{ shop { name } }')).userErrors).toMatchObject([{ code: 'INVALID' }])
    const { bulkOperation } = await run('{ customers(query: "email:nobody@fr.example") { edges { node { id } } } }')
    expect(await finished(bulkOperation?.id)).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null })
  })

  test('that fails leaves what it had', async () => {
    await behave({ failAfter: 40, errorCode: 'TIMEOUT' })
    const { bulkOperation } = await run(CUSTOMERS)
    const failed = await finished(bulkOperation?.id)
    expect(failed).toMatchObject({ status: 'FAILED', errorCode: 'TIMEOUT', url: null })
    expect(await rowsAt(failed.partialDataUrl)).toHaveLength(40)
  })

  test('fails where a scope is missing', async () => {
    const denied = await run('{ giftCards { edges { node { id } } } }')
    expect(await finished(denied.bulkOperation?.id)).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED' })
  })

  test('is canceled, and five are the most at once', async () => {
    await behave({ slowMs: 50 })
    const all = await Promise.all(Array.from({ length: 5 }, () => run(CUSTOMERS)))
    expect((await run(CUSTOMERS)).userErrors).toMatchObject([{ code: 'LIMIT_REACHED' }])
    const cancel = `mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }`
    for (const { bulkOperation } of all) {
      const { data } = await admin<{ bulkOperationCancel: { bulkOperation: Operation } }>(standIn, cancel, {
        id: bulkOperation?.id,
      })
      expect(data.bulkOperationCancel.bulkOperation.status).toBe('CANCELING')
    }
    for (const { bulkOperation } of all) expect((await finished(bulkOperation?.id)).status).toBe('CANCELED')
    expect((await run(CUSTOMERS)).userErrors).toEqual([])
  })

  test('its file is gone after seven days, and nobody guesses its address', async () => {
    const { bulkOperation } = await run(CUSTOMERS)
    const { url, id } = await finished(bulkOperation?.id)
    expect((await fetch(`${url}x`)).status).toBe(403)
    standIn.state.advance(7.1 * 86_400_000)
    expect((await fetch(url ?? '')).status).toBe(403)
    expect(await read(id)).toMatchObject({ status: 'EXPIRED', url: null })
  })

  test('of a shop of many customers streams', async () => {
    await behave({ customers: 20_000 })
    const { bulkOperation } = await run(CUSTOMERS)
    const { url, rootObjectCount, objectCount } = await finished(bulkOperation?.id)
    expect([rootObjectCount, Number(objectCount)]).toEqual(['20000', (await rowsAt(url)).length])
  })
})

test.each([
  { query: '{ shop { name } }', why: 'at least one connection' },
  { query: '{ nodes(ids: ["gid://shopify/Customer/1"]) { id } }', why: 'node or nodes' },
  { query: 'mutation { customerDelete(input: { id: "1" }) { deletedCustomerId } }', why: 'one query' },
  { query: '{ customers { edges { node { favouriteTea } } } }', why: 'Cannot query field' },
  {
    query: '{ customers { edges { node { firstName orders { edges { node { id } } } } } } }',
    why: "must select the 'id' field",
  },
  {
    query: `{ customers { edges { node { id orders { edges { node { id refunds { id refundLineItems { edges { node { id lineItem { id } } } }
      transactions { edges { node { id } } } } } } } events { edges { node { id } } } metafields { edges { node { id } } } } } } }`,
    why: 'more than 5 connections',
  },
  {
    query: `{ companies { edges { node { id contacts { edges { node { id orders { edges { node { id lineItems { edges { node { id } } } } } } } } } } } } }`,
    why: 'nesting depth greater than 2',
  },
])('a bulk query is refused: $why', ({ query, why }) => {
  expect(bulkQuery(loadAdminSchema().schema, query)).toEqual({ problem: expect.stringContaining(why) })
})
