/** What staff and apps wrote on a customer. Scope: write_customers. */
import { customerIn, gidOf, pageOf } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'
import { askAll, refusalIn } from './asked.ts'

export type MetafieldName = Awaited<ReturnType<typeof readMetafieldNames>>['nodes'][number]

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readNoteAndTags(client: ShopClient, customerId: string) {
  const { customer } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptNoteAndTags($id: ID!) { customer(id: $id) { note tags } }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  const found = customerIn(customer, [])
  return { note: found?.note ?? '', tags: found?.tags ?? [] }
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function clearCustomerNote(client: ShopClient, customerId: string): Promise<string | null> {
  const { customerUpdate } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptCustomerNoteCleared($id: ID!) {
        customerUpdate(input: { id: $id, note: "" }) { userErrors { message } }
      }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  return refusalIn(customerUpdate?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function addCustomerTags(client: ShopClient, customerId: string, tags: string[]): Promise<string | null> {
  const { tagsAdd } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptCustomerTagsAdded($id: ID!, $tags: [String!]!) {
        tagsAdd(id: $id, tags: $tags) { userErrors { message } }
      }`,
      { variables: { id: gidOf('Customer', customerId), tags }, ...options },
    ),
  )
  return refusalIn(tagsAdd?.userErrors)
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function removeCustomerTags(
  client: ShopClient,
  customerId: string,
  tags: string[],
): Promise<string | null> {
  const { tagsRemove } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptCustomerTagsRemoved($id: ID!, $tags: [String!]!) {
        tagsRemove(id: $id, tags: $tags) { userErrors { message } }
      }`,
      { variables: { id: gidOf('Customer', customerId), tags }, ...options },
    ),
  )
  return refusalIn(tagsRemove?.userErrors)
}

/** @throws CustomerGone, ShopifyUnavailable, ShopifyRefusal */
export async function readMetafieldNames(client: ShopClient, customerId: string, after: string | null) {
  const { customer } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptMetafieldNames($id: ID!, $after: String) {
        customer(id: $id) {
          metafields(first: 25, after: $after) {
            nodes { namespace key }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId), after }, ...options },
    ),
  )
  return pageOf(customerIn(customer, [])?.metafields, [])
}

/** Deletes all of them or none. @throws ShopifyUnavailable, ShopifyRefusal */
export async function deleteMetafields(
  client: ShopClient,
  customerId: string,
  names: readonly MetafieldName[],
): Promise<string | null> {
  const ownerId = gidOf('Customer', customerId)
  const metafields = names.map(({ namespace, key }) => ({ ownerId, namespace, key }))
  const { metafieldsDelete } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      mutation KeptMetafieldsDeleted($metafields: [MetafieldIdentifierInput!]!) {
        metafieldsDelete(metafields: $metafields) { userErrors { message } }
      }`,
      { variables: { metafields }, ...options },
    ),
  )
  return refusalIn(metafieldsDelete?.userErrors)
}
