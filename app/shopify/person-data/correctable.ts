/** What of a customer can be corrected, as Shopify takes it back: codes instead of names. Scopes: read_customers, read_orders. */
import type { ShopClient } from '../shop-client.ts'
import { ask, customerIn, gidOf } from './ask.ts'

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readCorrectableCustomer(client: ShopClient, customerId: string, most: number) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptCorrectableCustomer($id: ID!, $most: Int!) {
        customer(id: $id) {
          id
          firstName
          lastName
          locale
          defaultEmailAddress { emailAddress }
          defaultPhoneNumber { phoneNumber }
          addressesV2(first: $most) {
            nodes {
              id
              firstName
              lastName
              company
              address1
              address2
              zip
              city
              provinceCode
              countryCodeV2
              phone
            }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), most }, ...options },
    ),
  )
  return { customer: customerIn(data.customer, denied), denied }
}
export type CorrectableAddress = NonNullable<
  Awaited<ReturnType<typeof readCorrectableCustomer>>['customer']
>['addressesV2']['nodes'][number]

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readCorrectableMetafields(client: ShopClient, customerId: string, most: number) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptCorrectableMetafields($id: ID!, $most: Int!) {
        customer(id: $id) {
          metafields(first: $most) { nodes { namespace key type value definition { name } } }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), most }, ...options },
    ),
  )
  return customerIn(data.customer, denied)?.metafields.nodes ?? []
}

/** The companies for which the customer acts, and their places. @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readCorrectableContacts(client: ShopClient, customerId: string, most: number) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptCorrectableContacts($id: ID!, $most: Int!) {
        customer(id: $id) {
          companyContactProfiles {
            id
            title
            locale
            company { name }
            roleAssignments(first: $most) {
              nodes {
                companyLocation {
                  id
                  name
                  billingAddress { recipient address1 address2 zip city zoneCode countryCode phone }
                  shippingAddress { recipient address1 address2 zip city zoneCode countryCode phone }
                }
              }
            }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), most }, ...options },
    ),
  )
  const customer = customerIn(data.customer, denied)
  return { contacts: customer?.companyContactProfiles ?? [], isDenied: denied.length > 0 }
}

/** The newest orders. @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readCorrectableOrders(client: ShopClient, customerId: string, most: number) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptCorrectableOrders($id: ID!, $most: Int!) {
        customer(id: $id) {
          orders(first: $most, sortKey: CREATED_AT, reverse: true) {
            nodes {
              id
              name
              email
              cancelledAt
              closedAt
              displayFulfillmentStatus
              shippingAddress {
                firstName
                lastName
                company
                address1
                address2
                zip
                city
                provinceCode
                countryCodeV2
                phone
              }
            }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), most }, ...options },
    ),
  )
  return customerIn(data.customer, denied)?.orders.nodes ?? []
}
