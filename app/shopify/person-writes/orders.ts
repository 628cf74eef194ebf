/** What customers and staff wrote on orders. Scopes: write_orders; read_all_orders for those older than 60 days. */
import { customerIn, gidOf, pageOf } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'
import { askAll, refusalIn } from './asked.ts'

/**
 * A page of a customer's orders, and how many they have in all: Shopify counts those that it does not show.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal
 */
export async function readOrderTexts(client: ShopClient, customerId: string, after: string | null) {
  const { customer } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptOrderTexts($id: ID!, $after: String) {
        customer(id: $id) {
          numberOfOrders
          orders(first: 100, after: $after, sortKey: CREATED_AT) {
            nodes { id note customAttributes { key } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  const found = customerIn(customer, [])
  return { ...pageOf(found?.orders, []), numberOfOrders: Number(found?.numberOfOrders ?? 0) }
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function clearOrderNote(client: ShopClient, id: string): Promise<string | null> {
  const { orderUpdate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptOrderNoteCleared($id: ID!) {
        orderUpdate(input: { id: $id, note: "" }) { userErrors { message } }
      }`,
      { variables: { id }, ...options },
    ),
  )
  return refusalIn(orderUpdate?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function clearOrderAttributes(client: ShopClient, id: string): Promise<string | null> {
  const { orderUpdate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptOrderAttributesCleared($id: ID!) {
        orderUpdate(input: { id: $id, customAttributes: [] }) { userErrors { message } }
      }`,
      { variables: { id }, ...options },
    ),
  )
  return refusalIn(orderUpdate?.userErrors)
}
