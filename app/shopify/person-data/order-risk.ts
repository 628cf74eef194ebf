/** What Shopify and fraud apps say of an order, read when staff look, and never stored. Scope: read_orders. */
import type { ShopClient } from '../shop-client.ts'
import { ask, gidOf } from './ask.ts'

/** An order as staff choose it among a customer's. */
export interface OrderToReview {
  id: string
  /** `#1001`. */
  name: string
  createdAt: string
  total: string
  currency: string
  recommendation: string | null
}

/** An order with what a machine found. */
export interface OrderRisk extends OrderToReview {
  /** Shopify's number of who bought; null where they are gone. */
  customerId: string | null
  assessments: { level: string; provider: string | null; facts: { text: string; sentiment: string }[] }[]
  financialStatus: string | null
  fulfillmentStatus: string
  cancelledAt: string | null
  cancelReason: string | null
  /** Why fulfilment is held; null where Kept may not see it. */
  holds: string[] | null
}

/** Of a person with more orders staff type the order's name. */
const NEWEST = 25

/**
 * The customer's newest orders. Null where Kept may not see orders.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readOrdersToReview(client: ShopClient, customerId: string): Promise<OrderToReview[] | null> {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptOrdersToReview($id: ID!, $first: Int!) {
        customer(id: $id) {
          orders(first: $first, sortKey: CREATED_AT, reverse: true) {
            nodes {
              legacyResourceId
              name
              createdAt
              totalPriceSet { shopMoney { amount currencyCode } }
              risk { recommendation }
            }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), first: NEWEST }, ...options },
    ),
  )
  if (denied.length > 0) return null
  return (data.customer?.orders.nodes ?? []).map(({ legacyResourceId, name, createdAt, totalPriceSet, risk }) => ({
    id: String(legacyResourceId),
    name,
    createdAt: String(createdAt),
    total: String(totalPriceSet.shopMoney.amount),
    currency: totalPriceSet.shopMoney.currencyCode,
    recommendation: risk?.recommendation ?? null,
  }))
}

/**
 * One order. `gone`: Shopify has none with this id, or Kept does not see orders of that age. Null where Kept may not see orders.
 *
 * @throws as above
 */
export async function readOrderRisk(client: ShopClient, orderId: string): Promise<OrderRisk | 'gone' | null> {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptOrderRisk($id: ID!) {
        order(id: $id) {
          legacyResourceId
          name
          createdAt
          totalPriceSet { shopMoney { amount currencyCode } }
          customer { legacyResourceId }
          risk {
            recommendation
            assessments {
              riskLevel
              provider { title }
              facts { description sentiment }
            }
          }
          displayFinancialStatus
          displayFulfillmentStatus
          cancelledAt
          cancelReason
        }
      }`,
      { variables: { id: gidOf('Order', orderId) }, ...options },
    ),
  )
  const { order } = data
  if (!order) return denied.length > 0 ? null : 'gone'
  return {
    id: String(order.legacyResourceId),
    name: order.name,
    createdAt: String(order.createdAt),
    total: String(order.totalPriceSet.shopMoney.amount),
    currency: order.totalPriceSet.shopMoney.currencyCode,
    customerId: order.customer ? String(order.customer.legacyResourceId) : null,
    recommendation: order.risk?.recommendation ?? null,
    assessments: (order.risk?.assessments ?? []).map(({ riskLevel, provider, facts }) => ({
      level: riskLevel,
      provider: provider?.title ?? null,
      facts: facts.map(({ description, sentiment }) => ({ text: description, sentiment })),
    })),
    financialStatus: order.displayFinancialStatus ?? null,
    fulfillmentStatus: order.displayFulfillmentStatus,
    cancelledAt: order.cancelledAt ? String(order.cancelledAt) : null,
    cancelReason: order.cancelReason ?? null,
    holds: await readHolds(client, orderId),
  }
}

/** Holds need a scope of their own: without it everything else is shown all the same. */
async function readHolds(client: ShopClient, orderId: string): Promise<string[] | null> {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptOrderHolds($id: ID!) {
        order(id: $id) {
          fulfillmentOrders(first: 10) { nodes { fulfillmentHolds { displayReason } } }
        }
      }`,
      { variables: { id: gidOf('Order', orderId) }, ...options },
    ),
  )
  if (denied.length > 0) return null
  const parts = data.order?.fulfillmentOrders.nodes ?? []
  return [...new Set(parts.flatMap((one) => one.fulfillmentHolds.map(({ displayReason }) => displayReason)))]
}
