import { parse } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { admin, aStandIn } from './a-stand-in.ts'
import { costOf } from './admin-api/cost.ts'
import { loadAdminSchema } from './admin-api/schema.ts'
import type { StandIn } from './start.ts'

const { schema } = loadAdminSchema()
const requested = (query: string, variables = {}) => costOf(schema, parse(query), variables).requested

describe('what a query may cost', () => {
  test.each([
    { query: '{ shop { name } }', cost: 1, why: 'one object' },
    { query: '{ shop { name billingAddress { city } } }', cost: 2, why: 'an object in an object' },
    { query: '{ customers(first: 50) { nodes { id } } }', cost: 50, why: 'as many as are asked for' },
    {
      query: '{ customers(first: 50) { edges { cursor node { id } } pageInfo { hasNextPage } } }',
      cost: 50,
      why: 'edges',
    },
    {
      query: '{ customers(first: 10) { nodes { id defaultAddress { city } } } }',
      cost: 20,
      why: 'with what is in each',
    },
    {
      query:
        '{ customers(first: 10) { nodes { id orders(first: 5) { nodes { id lineItems(first: 2) { nodes { id } } } } } } }',
      cost: 10 * (1 + 5 * (1 + 2)),
      why: 'pages in pages',
    },
    { query: 'query($n: Int) { customers(first: $n) { nodes { id } } }', cost: 7, why: 'a size from the variables' },
    { query: '{ orders(first: 1) { nodes { transactions(first: 4) { id } } } }', cost: 5, why: 'a list' },
    {
      query: `{ node(id: "1") { id ... on Customer { defaultAddress { city } statistics { rfmGroup } } ... on Order { customer { id } } } }`,
      cost: 3,
      why: 'the dearest of the types',
    },
    {
      query:
        'query { customer(id: "1") { ...Contact } } fragment Contact on Customer { defaultEmailAddress { emailAddress } }',
      cost: 2,
      why: 'a fragment',
    },
    { query: 'mutation { customerDelete(input: { id: "1" }) { deletedCustomerId } }', cost: 10, why: 'a mutation' },
  ])('$why: $cost points', ({ query, cost }) => {
    expect(requested(query, { n: 7 })).toBe(cost)
  })
})

interface Cost {
  requestedQueryCost: number
  actualQueryCost: number | null
  throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number }
}

describe('the points of an app in a shop', () => {
  let standIn: StandIn
  beforeAll(async () => {
    standIn = await aStandIn()
  })
  afterAll(() => standIn.close())

  const ask = async (query: string) => {
    const { errors, extensions } = await admin(standIn, query)
    return { code: errors?.[0]?.extensions?.code, cost: extensions?.cost as Cost | undefined }
  }
  const set = (settings: object) =>
    fetch(`${standIn.urls.shopApi}/stand-in/throttling`, { method: 'POST', body: JSON.stringify(settings) })

  test('what came back is paid, not what was asked for', async () => {
    const { cost } = await ask('{ customers(first: 250, query: "email:juste.un.mail@fr.example") { nodes { id } } }')
    expect([cost?.requestedQueryCost, cost?.actualQueryCost]).toEqual([250, 1])
    expect(cost?.throttleStatus).toMatchObject({ maximumAvailable: 2000, restoreRate: 100 })
  })

  test('a query of more than 1,000 points is refused, whatever is left', async () => {
    const { code, cost } = await ask('{ customers(first: 250) { nodes { id orders(first: 4) { nodes { id } } } } }')
    expect([code, cost]).toEqual(['MAX_COST_EXCEEDED', undefined])
  })

  test('an empty bucket refuses, and fills again with time', async () => {
    await set({ enforced: true, points: 5 })
    const refused = await ask('{ customers(first: 60) { nodes { id } } }')
    expect([refused.code, refused.cost?.actualQueryCost]).toEqual(['THROTTLED', null])
    await expect.poll(async () => (await ask('{ customers(first: 60) { nodes { id } } }')).code).toBe(undefined)
    await set({ enforced: false, points: 0 })
    expect((await ask('{ customers(first: 60) { nodes { id } } }')).code).toBe(undefined)
  })

  test('each shop has its own, by its plan', async () => {
    const [tea, pots] = standIn.shops.map(({ state }) => state.budget)
    await set({ plan: 'plus', points: 12_000 })
    expect(tea?.status()).toMatchObject({ maximumAvailable: 20_000, restoreRate: 1000 })
    expect(pots?.status()).toEqual({ maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 })
  })
})
