/** Payment methods that are kept to be charged again. Scope: write_customer_payment_methods. */
import { customerIn, gidOf, pageOf } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'
import { askAll, refusalIn } from './asked.ts'

/** Those that are not revoked yet. @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readPaymentMethodIds(client: ShopClient, customerId: string, after: string | null) {
  const { customer } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptPaymentMethodIds($id: ID!, $after: String) {
        customer(id: $id) {
          paymentMethods(first: 100, after: $after) {
            nodes { id }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  return pageOf(customerIn(customer, [])?.paymentMethods, [])
}

/** Shopify refuses it while a subscription is paid by it. @throws ShopifyUnavailable, ShopifyRefusal */
export async function revokePaymentMethod(client: ShopClient, id: string): Promise<string | null> {
  const { customerPaymentMethodRevoke } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptPaymentMethodRevoked($id: ID!) {
        customerPaymentMethodRevoke(customerPaymentMethodId: $id) { userErrors { message } }
      }`,
      { variables: { id }, ...options },
    ),
  )
  return refusalIn(customerPaymentMethodRevoke?.userErrors)
}
