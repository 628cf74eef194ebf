import type { AdminApi } from './admin.ts'
import { answerOf, INTERACTIVE, type RetryPolicy } from './calls.ts'

export interface ShopDetails {
  name: string
  /** The address to which customers write. */
  email: string
  /** The storefront's own address, with https. */
  url: string
  /** Postal address, in lines. */
  address: string
  /** ISO 3166-1 alpha-2; null when the shop has not said. */
  country: string | null
  /** The shop's published locales, its own first, as Shopify writes them (`pt-BR`). */
  locales: string[]
}

/**
 * Reads the shop's details from its settings.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readShopDetails(admin: AdminApi): Promise<ShopDetails> {
  const { shop, shopLocales } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptShopDetails {
          shop {
            name
            contactEmail
            primaryDomain { url }
            shopAddress { address1 address2 zip city countryCodeV2 }
          }
          shopLocales(published: true) { locale primary }
        }`,
        options,
      ),
    INTERACTIVE,
  )
  const { name, contactEmail, primaryDomain, shopAddress } = shop
  const { address1, address2, zip, city, countryCodeV2 } = shopAddress
  const lines = [address1, address2, [zip, city].filter(Boolean).join(' ')]
  const locales = shopLocales.toSorted((a, b) => Number(b.primary) - Number(a.primary))
  return {
    name,
    email: contactEmail,
    url: primaryDomain.url,
    address: lines.filter(Boolean).join('\n'),
    country: countryCodeV2 ?? null,
    locales: locales.map(({ locale }) => locale),
  }
}

/**
 * The address at which Shopify writes to the shop's owner: for messages to staff, not for customers.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readOwnerAddress(admin: AdminApi, retryPolicy: RetryPolicy): Promise<string> {
  const { shop } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptOwnerAddress { shop { email } }`,
        options,
      ),
    retryPolicy,
  )
  return shop.email
}
