import type { AdminApi } from './admin.ts'

/** The namespace of everything Kept stores on its own installation, where only Kept reads and writes. */
export const APP_DATA_NAMESPACE = 'kept'

/** A value that Kept stores on its installation; Liquid reads it as `app.metafields.kept.KEY`. */
export interface AppDatum {
  key: string
  type: 'json' | 'boolean'
  value: string
  /** The digest of the value that this one takes the place of (null: of none): refused when another was written since. */
  compareDigest?: string | null
}

export interface Installation {
  id: string
  shopName: string
  /** The banner configuration that the storefront has, as JSON; null before the first one. */
  banner: string | null
  bannerDigest: string | null
}

/** What the shop is called, and what Kept has stored there. */
export async function readInstallation(admin: AdminApi): Promise<Installation> {
  const response = await admin.graphql(`#graphql
    query KeptInstallation {
      shop { name }
      currentAppInstallation {
        id
        banner: metafield(namespace: "kept", key: "banner") { value compareDigest }
      }
    }`)
  const { data } = await response.json()
  if (!data) throw new Error('The Admin API answered without data')
  return {
    id: data.currentAppInstallation.id,
    shopName: data.shop.name,
    banner: data.currentAppInstallation.banner?.value ?? null,
    bannerDigest: data.currentAppInstallation.banner?.compareDigest ?? null,
  }
}

/** The time zone that the shop's own admin shows times in, such as Europe/Paris. */
export async function readTimeZone(admin: AdminApi): Promise<string> {
  const response = await admin.graphql(`#graphql
    query KeptTimeZone { shop { ianaTimezone } }`)
  const { data } = await response.json()
  return data?.shop.ianaTimezone ?? 'UTC'
}

/** Stores values on Kept's installation. Throws when Shopify does not take them. */
export async function writeAppData(admin: AdminApi, ownerId: string, data: readonly AppDatum[]): Promise<void> {
  const response = await admin.graphql(
    `#graphql
    mutation KeptAppData($metafields: [MetafieldsSetInput!]!) {
      metafieldsSet(metafields: $metafields) {
        userErrors { field message code }
      }
    }`,
    { variables: { metafields: data.map((datum) => ({ ...datum, ownerId, namespace: APP_DATA_NAMESPACE })) } },
  )
  const answer = await response.json()
  const errors = answer.data?.metafieldsSet?.userErrors ?? []
  if (errors.length) throw new Error(`Shopify did not take the app data: ${errors.map((e) => e.code).join(', ')}`)
}
