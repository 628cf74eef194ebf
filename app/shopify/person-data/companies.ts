/** A customer as the contact of companies, and the places where they have a role. Scope: read_companies. */
import type { ShopClient } from '../shop-client.ts'
import { ask, customerIn, gidOf, pageOf } from './ask.ts'

export type ContactNode = Awaited<ReturnType<typeof readContacts>>['contacts'][number]
export type CompanyMetafieldNode = ContactNode['company']['metafields']['nodes'][number]
export type RoleNode = Awaited<ReturnType<typeof readRoles>>['nodes'][number]

/**
 * A person is a contact of few companies, so that they come at once. Other contacts of a company are not asked for.
 *
 * @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal
 */
export async function readContacts(client: ShopClient, customerId: string) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldContacts($id: ID!) {
        customer(id: $id) {
          companyContactProfiles {
            id
            title
            locale
            isMainContact
            createdAt
            updatedAt
            company {
              id
              name
              externalId
              note
              createdAt
              metafields(first: 200) {
                nodes { namespace key value }
                pageInfo { hasNextPage }
              }
            }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  return { contacts: customerIn(data.customer, denied)?.companyContactProfiles ?? [], denied }
}

/** The roles of a contact, each at a place of the company. */
export async function readRoles(client: ShopClient, contactId: string, after: string | null) {
  const { data, denied } = await ask(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptHeldRoles($id: ID!, $after: String) {
        companyContact(id: $id) {
          roleAssignments(first: 5, after: $after) {
            nodes {
              id
              createdAt
              role { name }
              companyLocation {
                id
                name
                externalId
                phone
                locale
                note
                createdAt
                taxSettings { taxRegistrationId }
                billingAddress {
                  recipient
                  companyName
                  address1
                  address2
                  zip
                  city
                  province
                  country
                  phone
                }
                shippingAddress {
                  recipient
                  companyName
                  address1
                  address2
                  zip
                  city
                  province
                  country
                  phone
                }
                metafields(first: 50) {
                  nodes { namespace key value }
                  pageInfo { hasNextPage }
                }
              }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: contactId, after }, ...options },
    ),
  )
  return pageOf(data.companyContact?.roleAssignments, denied)
}
