/** What a customer has begun to buy: drafts that staff made, and checkouts that were left. */
import type { ShopClient } from '../shop-client.ts'
import { ask, gidOf, pageOf } from './ask.ts'

export type DraftNode = Awaited<ReturnType<typeof readDrafts>>['nodes'][number]
export type DraftLineNode = DraftNode['lineItems']['nodes'][number]
export type CheckoutNode = Awaited<ReturnType<typeof readCheckouts>>['nodes'][number]
export type CheckoutLineNode = CheckoutNode['lineItems']['nodes'][number]

/**
 * Scope: read_draft_orders. Shopify searches; the caller keeps those of this customer.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readDrafts(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldDrafts($search: String!, $after: String) {
        draftOrders(first: 10, after: $after, query: $search, sortKey: ID) {
          nodes {
            id
            name
            status
            createdAt
            updatedAt
            completedAt
            invoiceSentAt
            email
            phone
            note2
            tags
            discountCodes
            poNumber
            customAttributes { key value }
            customer { id }
            totalPriceSet { shopMoney { amount currencyCode } }
            billingAddress {
              name
              company
              address1
              address2
              zip
              city
              province
              country
              phone
              latitude
              longitude
            }
            shippingAddress {
              name
              company
              address1
              address2
              zip
              city
              province
              country
              phone
              latitude
              longitude
            }
            lineItems(first: 10) {
              nodes {
                id
                title
                variantTitle
                sku
                quantity
                customAttributes { key value }
                originalUnitPriceSet { shopMoney { amount currencyCode } }
              }
              pageInfo { hasNextPage endCursor }
            }
          }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { variables: { search: `customer_id:${customerId}`, after }, ...options },
    ),
  )
  return ofCustomer(pageOf(data.draftOrders, denied), customerId)
}

/** The further lines of a draft. */
export async function readDraftLines(client: ShopClient, draftId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldDraftLines($id: ID!, $after: String) {
        draftOrder(id: $id) {
          lineItems(first: 100, after: $after) {
            nodes {
              id
              title
              variantTitle
              sku
              quantity
              customAttributes { key value }
              originalUnitPriceSet { shopMoney { amount currencyCode } }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: draftId, after }, ...options },
    ),
  )
  return pageOf(data.draftOrder?.lineItems, denied)
}

/**
 * Scope: read_orders. Shopify cannot be asked for the checkouts of a customer: it is asked for those that match the
 * customer's address, and those of this customer are kept.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readCheckouts(
  client: ShopClient,
  { customerId, search }: { customerId: string; search: string },
  after: string | null,
) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldCheckouts($search: String!, $after: String) {
        abandonedCheckouts(first: 10, after: $after, query: $search) {
          nodes {
            id
            name
            createdAt
            updatedAt
            completedAt
            note
            discountCodes
            customAttributes { key value }
            customer { id }
            totalPriceSet { shopMoney { amount currencyCode } }
            billingAddress {
              name
              company
              address1
              address2
              zip
              city
              province
              country
              phone
              latitude
              longitude
            }
            shippingAddress {
              name
              company
              address1
              address2
              zip
              city
              province
              country
              phone
              latitude
              longitude
            }
            lineItems(first: 10) {
              nodes {
                id
                title
                variantTitle
                sku
                quantity
                customAttributes { key value }
                originalUnitPriceSet { shopMoney { amount currencyCode } }
              }
              pageInfo { hasNextPage endCursor }
            }
          }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { variables: { search: `"${search}"`, after }, ...options },
    ),
  )
  return ofCustomer(pageOf(data.abandonedCheckouts, denied), customerId)
}

/** The further lines of a checkout. */
export async function readCheckoutLines(client: ShopClient, checkoutId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldCheckoutLines($id: ID!, $after: String) {
        node(id: $id) {
          ... on AbandonedCheckout {
            lineItems(first: 100, after: $after) {
              nodes {
                id
                title
                variantTitle
                sku
                quantity
                customAttributes { key value }
                originalUnitPriceSet { shopMoney { amount currencyCode } }
              }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }`,
      { variables: { id: checkoutId, after }, ...options },
    ),
  )
  return pageOf(data.node && 'lineItems' in data.node ? data.node.lineItems : null, denied)
}

interface OfSomebody {
  customer?: { id: string } | null
}

/** A search may find what is somebody else's. */
function ofCustomer<Node extends OfSomebody, Page extends { nodes: Node[] }>(page: Page, customerId: string): Page {
  const id = gidOf('Customer', customerId)
  return { ...page, nodes: page.nodes.filter(({ customer }) => customer?.id === id) }
}
