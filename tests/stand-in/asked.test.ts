import { globSync, readFileSync } from 'node:fs'
import { parse } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OPTIONAL_SCOPES, SCOPES } from '../../scripts/local/stack.ts'
import { admin, aStandIn } from './a-stand-in.ts'
import { costOf, MOST_POINTS_A_QUERY } from './admin-api/cost.ts'
import { loadAdminSchema } from './admin-api/schema.ts'
import { gid } from './shop/model.ts'
import { WITH_EVERYTHING } from './shop/notable.ts'
import type { StandIn } from './start.ts'

let standIn: StandIn
beforeAll(async () => {
  standIn = await aStandIn({ scopes: [...SCOPES, ...OPTIONAL_SCOPES] })
})
afterAll(() => standIn.close())

/** Every query and mutation about a person in the app's sources. */
const documents = globSync('app/shopify/person-{data,writes}/**/*.ts').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/`#graphql([^`]*)`/g)].map(([, text = '']) => ({
    text,
    name: /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? file,
  })),
)
const queries = documents.filter(({ text }) => /^\s*query /.test(text))

test.each(queries)('$name is answered in full, and for less than Shopify lets a query cost', async ({ text }) => {
  const { shop } = standIn.state
  const customer = shop.customers.find(({ email }) => email === WITH_EVERYTHING)
  const owned = <T extends { customerId: number | null }>(list: readonly T[]) =>
    list.findLast(({ customerId }) => customerId === customer?.id)
  const ids = [
    gid('Customer', customer?.id ?? 0),
    gid('Order', owned(shop.orders)?.id ?? 0),
    gid('DraftOrder', owned(shop.draftOrders)?.id ?? 0),
  ]
  for (const id of ids) {
    // `most` and `first`: of the lists that the app reads in one call, the longest.
    const variables = { id, ids, search: 'id:>0', after: null, most: 50, first: 50 }
    const { errors } = await admin(standIn, text, variables)
    expect(errors).toBe(undefined)
    expect(costOf(loadAdminSchema().schema, parse(text), variables).requested).toBeLessThan(MOST_POINTS_A_QUERY)
  }
})
