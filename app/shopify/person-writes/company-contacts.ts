/** A customer as the contact of companies. Scope: write_customers or write_companies. */
import { customerIn, gidOf } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'
import { askAll, refusalIn } from './asked.ts'

export type ContactProfile = Awaited<ReturnType<typeof readContactProfiles>>[number]

/** Shopify gives them without pages. @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readContactProfiles(client: ShopClient, customerId: string) {
  const { customer } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptContactProfiles($id: ID!) {
        customer(id: $id) { companyContactProfiles { id isMainContact company { id } } }
      }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  return customerIn(customer, [])?.companyContactProfiles ?? []
}

/** The company has no main contact until the shop names another one. @throws ShopifyUnavailable, ShopifyRefusal */
export async function revokeMainContact(client: ShopClient, companyId: string): Promise<string | null> {
  const { companyRevokeMainContact } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptMainContactRevoked($id: ID!) {
        companyRevokeMainContact(companyId: $id) { userErrors { code message } }
      }`,
      { variables: { id: companyId }, ...options },
    ),
  )
  return refusalIn(companyRevokeMainContact?.userErrors)
}

/** Shopify refuses it for a contact who has ordered for the company. @throws ShopifyUnavailable, ShopifyRefusal */
export async function deleteContact(client: ShopClient, id: string): Promise<string | null> {
  const { companyContactDelete } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptContactDeleted($id: ID!) {
        companyContactDelete(companyContactId: $id) { userErrors { code message } }
      }`,
      { variables: { id }, ...options },
    ),
  )
  return refusalIn(companyContactDelete?.userErrors)
}

/** Leaves the company its orders. @throws ShopifyUnavailable, ShopifyRefusal */
export async function removeContact(client: ShopClient, id: string): Promise<string | null> {
  const { companyContactRemoveFromCompany } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptContactRemoved($id: ID!) {
        companyContactRemoveFromCompany(companyContactId: $id) { userErrors { code message } }
      }`,
      { variables: { id }, ...options },
    ),
  )
  return refusalIn(companyContactRemoveFromCompany?.userErrors)
}
