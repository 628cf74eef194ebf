/** Draft orders. Scope: write_draft_orders. */
import { pageOf } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'
import { askAll, refusalIn } from './asked.ts'

export type DraftOwner = Awaited<ReturnType<typeof readDraftOwners>>['nodes'][number]

/** Shopify searches; the caller keeps those that are the person's. @throws ShopifyUnavailable, ShopifyRefusal */
export async function readDraftOwners(client: ShopClient, search: string, after: string | null) {
  const { draftOrders } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptDraftOwners($search: String!, $after: String) {
        draftOrders(first: 100, after: $after, query: $search, sortKey: ID) {
          nodes { id status email customer { id } purchasingEntity { __typename } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { variables: { search, after }, ...options },
    ),
  )
  return pageOf(draftOrders, [])
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function deleteDraft(client: ShopClient, id: string): Promise<string | null> {
  const { draftOrderDelete } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptDraftDeleted($id: ID!) {
        draftOrderDelete(input: { id: $id }) { userErrors { message } }
      }`,
      { variables: { id }, ...options },
    ),
  )
  return refusalIn(draftOrderDelete?.userErrors)
}
