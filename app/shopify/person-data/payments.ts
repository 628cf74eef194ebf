/** How a customer pays and what they have with the shop: cards (masked), store credit, gift cards, subscriptions. */
import type { ShopClient } from '../shop-client.ts'
import { ask, customerIn, gidOf, pageOf } from './ask.ts'

export type PaymentMethodNode = Awaited<ReturnType<typeof readPaymentMethods>>['nodes'][number]
export type StoreCreditNode = Awaited<ReturnType<typeof readStoreCredit>>['nodes'][number]
export type CreditTransactionNode = StoreCreditNode['transactions']['nodes'][number]
export type GiftCardNode = Awaited<ReturnType<typeof readGiftCards>>['nodes'][number]
export type SubscriptionNode = Awaited<ReturnType<typeof readSubscriptions>>['nodes'][number]

/**
 * With the scope read_customer_payment_methods.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal
 */
export async function readPaymentMethods(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldPaymentMethods($id: ID!, $after: String) {
        customer(id: $id) {
          paymentMethods(first: 25, after: $after, showRevoked: true) {
            nodes {
              id
              revokedAt
              revokedReason
              instrument {
                __typename
                ... on CustomerCreditCard {
                  brand
                  lastDigits
                  expiryMonth
                  expiryYear
                  name
                  cardAddress: billingAddress { firstName lastName address1 zip city province country }
                }
                ... on CustomerShopPayAgreement {
                  lastDigits
                  expiryMonth
                  expiryYear
                  name
                  cardAddress: billingAddress { firstName lastName address1 zip city province country }
                }
                ... on CustomerPaypalBillingAgreement {
                  paypalAccountEmail
                  walletAddress: billingAddress { name address1 zip city province country }
                }
              }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  return pageOf(customerIn(data.customer, denied)?.paymentMethods, denied)
}

/**
 * With the scopes read_store_credit_accounts and read_store_credit_account_transactions.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal
 */
export async function readStoreCredit(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldStoreCredit($id: ID!, $after: String) {
        customer(id: $id) {
          storeCreditAccounts(first: 5, after: $after) {
            nodes {
              id
              balance { amount currencyCode }
              transactions(first: 25) {
                nodes {
                  __typename
                  createdAt
                  event
                  amount { amount currencyCode }
                  balanceAfterTransaction { amount currencyCode }
                  ... on StoreCreditAccountCreditTransaction { id expiresAt }
                  ... on StoreCreditAccountDebitTransaction { id }
                }
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
  return pageOf(customerIn(data.customer, denied)?.storeCreditAccounts, denied)
}

/** The further transactions of an account with more than a page of them. */
export async function readCreditTransactions(client: ShopClient, accountId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldCreditTransactions($id: ID!, $after: String) {
        storeCreditAccount(id: $id) {
          transactions(first: 50, after: $after) {
            nodes {
              __typename
              createdAt
              event
              amount { amount currencyCode }
              balanceAfterTransaction { amount currencyCode }
              ... on StoreCreditAccountCreditTransaction { id expiresAt }
              ... on StoreCreditAccountDebitTransaction { id }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: accountId, after }, ...options },
    ),
  )
  return pageOf(data.storeCreditAccount?.transactions, denied)
}

/**
 * With the scope read_gift_cards: those that the customer bought or gets. Shopify gives back everybody's where it does not
 * know a filter, so that the caller looks at each.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readGiftCards(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldGiftCards($search: String!, $after: String) {
        giftCards(first: 50, after: $after, query: $search) {
          nodes {
            id
            lastCharacters
            enabled
            createdAt
            expiresOn
            deactivatedAt
            note
            initialValue { amount currencyCode }
            balance { amount currencyCode }
            customer { id }
            recipientAttributes { preferredName message sendNotificationAt recipient { id } }
          }
          pageInfo { hasNextPage endCursor }
        }
      }`,
      { variables: { search: `customer_id:${customerId} OR recipient_id:${customerId}`, after }, ...options },
    ),
  )
  return pageOf(data.giftCards, denied)
}

/**
 * With the scope read_own_subscription_contracts; Shopify shows an app only its own contracts.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal
 */
export async function readSubscriptions(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldSubscriptions($id: ID!, $after: String) {
        customer(id: $id) {
          subscriptionContracts(first: 5, after: $after) {
            nodes {
              id
              status
              createdAt
              updatedAt
              nextBillingDate
              lastPaymentStatus
              note
              billingPolicy { interval intervalCount }
              deliveryPolicy { interval intervalCount }
              deliveryPrice { amount currencyCode }
              customAttributes { key value }
              deliveryMethod {
                __typename
                ... on SubscriptionDeliveryMethodShipping {
                  address {
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
                }
              }
              lines(first: 50) {
                nodes { title variantTitle quantity currentPrice { amount currencyCode } }
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
  return pageOf(customerIn(data.customer, denied)?.subscriptionContracts, denied)
}
