/**
 * What a customer's record at Shopify says of their refusals: two metafields, a tag, and Shopify's own opt-out of sale.
 * Scopes: write_customers, and write_privacy_settings for the opt-out.
 */
import { answerOf, refuseOn } from './calls.ts'
import { gidOf } from './person-data/ask.ts'
import { askAll } from './person-writes/asked.ts'
import type { ShopClient } from './shop-client.ts'

const NAMESPACE = 'kept'
const REFUSALS = 'refusals'
const PROFILING = 'profiling_objection'
/** Segments and Flow can exclude it. */
export const PROFILING_TAG = 'no-profiling'

/** A metafield's value, and the digest by which a write finds out that nobody was faster. */
interface Written {
  value: string
  compareDigest: string
}

export interface CustomerSignalsAtShopify {
  refusals: Written | null
  profiling: Written | null
  isTagged: boolean
}

/**
 * Null when Shopify has no such customer (any more).
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readCustomerSignals(
  client: ShopClient,
  customerId: string,
): Promise<CustomerSignalsAtShopify | null> {
  const { customer } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptCustomerSignals($id: ID!) {
        customer(id: $id) {
          tags
          refusals: metafield(namespace: "kept", key: "refusals") { value compareDigest }
          profiling: metafield(namespace: "kept", key: "profiling_objection") { value compareDigest }
        }
      }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  if (!customer) return null
  return {
    refusals: customer.refusals ?? null,
    profiling: customer.profiling ?? null,
    isTagged: customer.tags.includes(PROFILING_TAG),
  }
}

const STALE = 'STALE_OBJECT'

export interface SignalsToWrite {
  refusals?: { value: Readonly<Record<string, number>>; over: Written | null }
  profiling?: { value: boolean; over: Written | null }
}

/**
 * Writes one or both metafields, over what was read and nothing else. False when somebody was faster: read again.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function writeCustomerSignals(
  { admin, retryPolicy }: ShopClient,
  customerId: string,
  { refusals, profiling }: SignalsToWrite,
): Promise<boolean> {
  const owned = { ownerId: gidOf('Customer', customerId), namespace: NAMESPACE }
  const digest = (over: Written | null) => ({ compareDigest: over?.compareDigest ?? null })
  const metafields = [
    ...(refusals
      ? [{ ...owned, key: REFUSALS, type: 'json', value: JSON.stringify(refusals.value), ...digest(refusals.over) }]
      : []),
    ...(profiling
      ? [{ ...owned, key: PROFILING, type: 'boolean', value: String(profiling.value), ...digest(profiling.over) }]
      : []),
  ]
  if (metafields.length === 0) return true
  const { metafieldsSet } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptCustomerSignalsSet($metafields: [MetafieldsSetInput!]!) {
          metafieldsSet(metafields: $metafields) { userErrors { message code } }
        }`,
        { variables: { metafields }, ...options },
      ),
    retryPolicy,
  )
  const errors = metafieldsSet?.userErrors
  if (errors?.some(({ code }) => code === STALE)) return false
  refuseOn(errors)
  return true
}

/** @throws ShopifyUnavailable, ShopifyRefusal */
export async function addProfilingTag({ admin, retryPolicy }: ShopClient, customerId: string): Promise<void> {
  const { tagsAdd } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptProfilingTagAdded($id: ID!, $tags: [String!]!) {
          tagsAdd(id: $id, tags: $tags) { userErrors { message } }
        }`,
        { variables: { id: gidOf('Customer', customerId), tags: [PROFILING_TAG] }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(tagsAdd?.userErrors)
}

/**
 * Makes the field known to the shop, so that segments can filter by it. Made before, or not to be made because the shop has too
 * many, is no reason not to mark the customer: the tag says the same.
 *
 * @throws ShopifyUnavailable; ShopifyRefusal where Kept may not
 */
export async function defineProfilingField({ admin, retryPolicy }: ShopClient): Promise<void> {
  await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptProfilingFieldDefined {
          metafieldDefinitionCreate(definition: {
            ownerType: CUSTOMER
            namespace: "kept"
            key: "profiling_objection"
            type: "boolean"
            name: "Objects to profiling"
            description: "Set by Kept. Leave these customers out of segments that are made by profiling."
            capabilities: { adminFilterable: { enabled: true } }
          }) { userErrors { message code } }
        }`,
        options,
      ),
    retryPolicy,
  )
}

/** Whether Shopify has noted that the customer's data is not sold or shared; null where there is no such customer. */
export async function readSaleOptOut(
  client: ShopClient,
  customerId: string,
): Promise<{ email: string | null; isOptedOut: boolean } | null> {
  const { customer } = await askAll(client, (options) =>
    client.admin.graphql(
      `#graphql
      query KeptSaleOptOut($id: ID!) { customer(id: $id) { dataSaleOptOut defaultEmailAddress { emailAddress } } }`,
      { variables: { id: gidOf('Customer', customerId) }, ...options },
    ),
  )
  if (!customer) return null
  return {
    email: customer.defaultEmailAddress?.emailAddress ?? null,
    isOptedOut: customer.dataSaleOptOut,
  }
}

/** Has Shopify note the opt-out, of whoever has the address. @throws ShopifyUnavailable, ShopifyRefusal */
export async function optOutOfSale({ admin, retryPolicy }: ShopClient, email: string): Promise<void> {
  const { dataSaleOptOut } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptDataSaleOptOut($email: String!) {
          dataSaleOptOut(email: $email) { userErrors { message code } }
        }`,
        { variables: { email }, ...options },
      ),
    retryPolicy,
  )
  refuseOn(dataSaleOptOut?.userErrors)
}
