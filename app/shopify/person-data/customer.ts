/** A customer: who they are, what they agreed to, how Shopify rates them, and what staff noted. Scope: read_customers. */
import type { ShopClient } from '../shop-client.ts'
import { ask, customerIn, gidOf, pageOf } from './ask.ts'

export type CustomerNode = NonNullable<Awaited<ReturnType<typeof readCustomer>>['customer']>
export type AddressNode = NonNullable<CustomerNode['defaultAddress']>
export type EventNode = Awaited<ReturnType<typeof readCustomerEvents>>['nodes'][number]
export type MetafieldNode = Awaited<ReturnType<typeof readMetafields>>['nodes'][number]

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readCustomer(client: ShopClient, customerId: string) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldCustomer($id: ID!) {
        customer(id: $id) {
          id
          firstName
          lastName
          displayName
          verifiedEmail
          locale
          state
          createdAt
          updatedAt
          note
          tags
          numberOfOrders
          amountSpent { amount currencyCode }
          taxExempt
          taxExemptions
          dataSaleOptOut
          productSubscriberStatus
          multipassIdentifier
          identityProviderSubjects { providerName subject }
          image { url }
          statistics { predictedSpendTier rfmGroup }
          defaultEmailAddress {
            emailAddress
            marketingState
            marketingOptInLevel
            marketingUpdatedAt
            openTrackingLevel
          }
          defaultPhoneNumber {
            phoneNumber
            marketingState
            marketingOptInLevel
            marketingUpdatedAt
            marketingCollectedFrom
            whatsAppMarketingConsent { state optInLevel updatedAt collectedFrom }
          }
          defaultAddress {
            id
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
      }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  return { customer: customerIn(data.customer, denied), denied }
}

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readAddresses(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldAddresses($id: ID!, $after: String) {
        customer(id: $id) {
          defaultAddress { id }
          addressesV2(first: 50, after: $after) {
            nodes {
              id
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
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  const customer = customerIn(data.customer, denied)
  return { ...pageOf(customer?.addressesV2, denied), defaultId: customer?.defaultAddress?.id ?? null }
}

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readMetafields(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldMetafields($id: ID!, $after: String) {
        customer(id: $id) {
          metafields(first: 50, after: $after) {
            nodes { id namespace key type value createdAt updatedAt }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  return pageOf(customerIn(data.customer, denied)?.metafields, denied)
}

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readCustomerEvents(client: ShopClient, customerId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldEvents($id: ID!, $after: String) {
        customer(id: $id) {
          events(first: 50, after: $after) {
            nodes {
              __typename
              id
              createdAt
              action
              message
              appTitle
              ... on BasicEvent { author }
              ... on CommentEvent { rawMessage }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  return pageOf(customerIn(data.customer, denied)?.events, denied)
}
