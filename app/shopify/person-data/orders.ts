/** A customer's orders, with everything that hangs on them. Scope: read_orders; read_all_orders for those older than 60 days. */
import type { ShopClient } from '../shop-client.ts'
import { ask, customerIn, gidOf, pageOf } from './ask.ts'

export type OrderNode = Awaited<ReturnType<typeof readOrders>>['nodes'][number]
export type LineNode = OrderNode['lineItems']['nodes'][number]
export type TransactionNode = OrderNode['transactions'][number]
export type RefundNode = Awaited<ReturnType<typeof readOrderRefunds>>['refunds'][number]
export type FulfillmentNode = OrderNode['fulfillments'][number]
export type MomentNode = Awaited<ReturnType<typeof readOrderVisits>>['nodes'][number]

/**
 * The length of the lists within an order that Shopify gives whole, without pages. A list of this length may be longer at
 * Shopify: `readOrderLists` reads it again.
 */
export const FIRST_OF_LIST = 5

/** How much is read of a list that Shopify gives without pages. What is as long may be longer. */
export const MOST_OF = { lists: 60, refunds: 25, tracking: 3 } as const

/**
 * Five orders cost about 700 of the 1,000 points that a query may cost. Shopify gives back what was not there, so that an
 * order of two lines costs about 30.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal
 */
export async function readOrders(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldOrders($id: ID!, $after: String) {
        customer(id: $id) {
          orders(first: 5, after: $after, sortKey: CREATED_AT) {
            nodes {
              id
              name
              confirmationNumber
              createdAt
              processedAt
              updatedAt
              cancelledAt
              cancelReason
              displayFinancialStatus
              displayFulfillmentStatus
              returnStatus
              email
              phone
              customerLocale
              clientIp
              note
              tags
              discountCodes
              poNumber
              sourceName
              paymentGatewayNames
              customerAcceptsMarketing
              customAttributes { key value }
              totalPriceSet { shopMoney { amount currencyCode } }
              totalDiscountsSet { shopMoney { amount } }
              totalShippingPriceSet { shopMoney { amount } }
              totalTaxSet { shopMoney { amount } }
              totalRefundedSet { shopMoney { amount } }
              shippingLine { title }
              risk { recommendation }
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
              discountApplications(first: 5) {
                nodes {
                  __typename
                  ... on DiscountCodeApplication { code }
                  ... on AutomaticDiscountApplication { title }
                  ... on ManualDiscountApplication { title }
                  ... on ScriptDiscountApplication { title }
                }
                pageInfo { hasNextPage }
              }
              localizedFields(first: 5) {
                nodes { title value }
                pageInfo { hasNextPage }
              }
              lineItems(first: 5) {
                nodes {
                  id
                  title
                  variantTitle
                  sku
                  quantity
                  currentQuantity
                  isGiftCard
                  customAttributes { key value }
                  originalUnitPriceSet { shopMoney { amount currencyCode } }
                }
                pageInfo { hasNextPage endCursor }
              }
              transactions(first: 5) {
                id
                createdAt
                kind
                status
                gateway
                accountNumber
                amountSet { shopMoney { amount currencyCode } }
                paymentDetails {
                  __typename
                  ... on CardPaymentDetails { company number name wallet }
                  ... on LocalPaymentMethodsPaymentDetails { paymentMethodName }
                  ... on PaypalWalletPaymentDetails { paymentMethodName }
                  ... on ShopPayInstallmentsPaymentDetails { paymentMethodName }
                }
              }
              refunds(first: 1) { id }
              fulfillments(first: 5) {
                id
                createdAt
                displayStatus
                deliveredAt
                estimatedDeliveryAt
                trackingInfo(first: 3) { company number url }
              }
              customerJourneySummary {
                customerOrderIndex
                daysToConversion
                moments(first: 5) {
                  nodes {
                    __typename
                    occurredAt
                    ... on CustomerVisit {
                      id
                      landingPage
                      referrerUrl
                      source
                      sourceType
                      referralCode
                      utmParameters { source medium campaign term content }
                    }
                  }
                  pageInfo { hasNextPage endCursor }
                }
              }
              metafields(first: 5) {
                nodes { id namespace key type value }
                pageInfo { hasNextPage endCursor }
              }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  return pageOf(customerIn(data.customer, denied)?.orders, denied)
}

/** The further lines of an order. */
export async function readOrderLines(client: ShopClient, orderId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldOrderLines($id: ID!, $after: String) {
        order(id: $id) {
          lineItems(first: 100, after: $after) {
            nodes {
              id
              title
              variantTitle
              sku
              quantity
              currentQuantity
              isGiftCard
              customAttributes { key value }
              originalUnitPriceSet { shopMoney { amount currencyCode } }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: orderId, after }, ...options },
    ),
  )
  return pageOf(data.order?.lineItems, denied)
}

/** The further visits before an order. */
export async function readOrderVisits(client: ShopClient, orderId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldOrderVisits($id: ID!, $after: String) {
        order(id: $id) {
          customerJourneySummary {
            moments(first: 100, after: $after) {
              nodes {
                __typename
                occurredAt
                ... on CustomerVisit {
                  id
                  landingPage
                  referrerUrl
                  source
                  sourceType
                  referralCode
                  utmParameters { source medium campaign term content }
                }
              }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }`,
      { variables: { id: orderId, after }, ...options },
    ),
  )
  return pageOf(data.order?.customerJourneySummary?.moments, denied)
}

/** The further metafields of an order. */
export async function readOrderMetafields(client: ShopClient, orderId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldOrderMetafields($id: ID!, $after: String) {
        order(id: $id) {
          metafields(first: 100, after: $after) {
            nodes { id namespace key type value }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: orderId, after }, ...options },
    ),
  )
  return pageOf(data.order?.metafields, denied)
}

/** What was paid back of an order, and for which of its lines. Shopify gives refunds without pages. */
export async function readOrderRefunds(client: ShopClient, orderId: string) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldOrderRefunds($id: ID!) {
        order(id: $id) {
          refunds(first: 25) {
            id
            createdAt
            note
            totalRefundedSet { shopMoney { amount currencyCode } }
            refundLineItems(first: 10) {
              nodes { quantity lineItem { title } }
              pageInfo { hasNextPage }
            }
          }
        }
      }`,
      { variables: { id: orderId }, ...options },
    ),
  )
  return { refunds: data.order?.refunds ?? [], denied }
}

/** The lists of an order that may have been longer than `FIRST_OF_LIST`, whole. */
export async function readOrderLists(client: ShopClient, orderId: string) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldOrderLists($id: ID!) {
        order(id: $id) {
          transactions(first: 60) {
            id
            createdAt
            kind
            status
            gateway
            accountNumber
            amountSet { shopMoney { amount currencyCode } }
            paymentDetails {
              __typename
              ... on CardPaymentDetails { company number name wallet }
              ... on LocalPaymentMethodsPaymentDetails { paymentMethodName }
              ... on PaypalWalletPaymentDetails { paymentMethodName }
              ... on ShopPayInstallmentsPaymentDetails { paymentMethodName }
            }
          }
          fulfillments(first: 60) {
            id
            createdAt
            displayStatus
            deliveredAt
            estimatedDeliveryAt
            trackingInfo(first: 3) { company number url }
          }
        }
      }`,
      { variables: { id: orderId }, ...options },
    ),
  )
  return { order: data.order ?? null, denied }
}

/** The shops in which orders were placed, by the order's id. Scope: read_locations. */
export async function readOrderPlaces(client: ShopClient, orderIds: string[]): Promise<Map<string, string>> {
  const { data } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldOrderPlaces($ids: [ID!]!) {
        nodes(ids: $ids) { ... on Order { id retailLocation { name } } }
      }`,
      { variables: { ids: orderIds }, ...options },
    ),
  )
  const places = data.nodes.flatMap((node): [string, string][] =>
    node && 'retailLocation' in node && node.retailLocation ? [[node.id, node.retailLocation.name]] : [],
  )
  return new Map(places)
}
