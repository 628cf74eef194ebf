import type { AdminApi } from './admin.ts'
import { answerOf, INTERACTIVE, type RetryPolicy, refuseOn, singleTry } from './calls.ts'

/** The namespace of Kept's metafields on its own installation, which only Kept reads and writes. */
const APP_DATA_NAMESPACE = 'kept'

/** A metafield of Kept's installation. Liquid reads it as `app.metafields.kept.KEY`. */
export interface AppDatum {
  key: string
  type: 'json' | 'boolean'
  value: string
  /**
   * The digest of the value that is replaced (null: none exists). Shopify refuses the write when the value changed
   * since.
   */
  compareDigest?: string | null
}

export interface Installation {
  id: string
  shopName: string
  /** The storefront's banner configuration as JSON; null before the first one. */
  banner: string | null
  bannerDigest: string | null
}

/**
 * Reads the shop's name and Kept's stored values.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readInstallation(admin: AdminApi, retryPolicy = INTERACTIVE): Promise<Installation> {
  const { shop, currentAppInstallation } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptInstallation {
          shop { name }
          currentAppInstallation {
            id
            banner: metafield(namespace: "kept", key: "banner") { value compareDigest }
          }
        }`,
        options,
      ),
    retryPolicy,
  )
  const { id, banner } = currentAppInstallation
  return {
    id,
    shopName: shop.name,
    banner: banner?.value ?? null,
    bannerDigest: banner?.compareDigest ?? null,
  }
}

/**
 * Kept's last checkpoint of the consent ledger as Shopify keeps it, as JSON; null before the first one.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readCheckpointCopy(admin: AdminApi, retryPolicy: RetryPolicy): Promise<string | null> {
  const { currentAppInstallation } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptCheckpoint {
          currentAppInstallation { checkpoint: metafield(namespace: "kept", key: "checkpoint") { value } }
        }`,
        options,
      ),
    retryPolicy,
  )
  return currentAppInstallation.checkpoint?.value ?? null
}

/** Kept has no more values than this on its installation. */
const MOST_VALUES = 250

/**
 * Kept's stored values whose key begins with `prefix`, and the id of what owns them.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readAppData(
  admin: AdminApi,
  prefix: string,
  retryPolicy: RetryPolicy,
): Promise<{ ownerId: string; values: Map<string, string> }> {
  const { currentAppInstallation } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptAppDataOf($most: Int!) {
          currentAppInstallation {
            id
            metafields(namespace: "kept", first: $most) { nodes { key value } }
          }
        }`,
        { variables: { most: MOST_VALUES }, ...options },
      ),
    retryPolicy,
  )
  const { id, metafields } = currentAppInstallation
  const own = metafields.nodes.filter(({ key }) => key.startsWith(prefix))
  return { ownerId: id, values: new Map(own.map(({ key, value }) => [key, value])) }
}

/**
 * The time zone of the shop's admin, such as Europe/Paris.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readTimeZone(admin: AdminApi): Promise<string> {
  const { shop } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptTimeZone { shop { ianaTimezone } }`,
        options,
      ),
    INTERACTIVE,
  )
  return shop.ianaTimezone
}

/**
 * Stores values on Kept's installation.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function writeAppData(
  admin: AdminApi,
  ownerId: string,
  data: readonly AppDatum[],
  retryPolicy: RetryPolicy,
): Promise<void> {
  const metafields = data.map((datum) => ({ ...datum, ownerId, namespace: APP_DATA_NAMESPACE }))
  const isCompared = data.some(({ compareDigest }) => compareDigest !== undefined)
  const { metafieldsSet } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        mutation KeptAppData($metafields: [MetafieldsSetInput!]!) {
          metafieldsSet(metafields: $metafields) {
            userErrors { field message code }
          }
        }`,
        { variables: { metafields }, ...options },
      ),
    // Not retried: after a first try that succeeded, the value has another digest than the one that a second try would
    // name.
    isCompared ? singleTry(retryPolicy) : retryPolicy,
  )
  refuseOn(metafieldsSet?.userErrors)
}
