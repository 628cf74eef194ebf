import { answerOf } from './calls.ts'
import type { ShopClient } from './shop-client.ts'

export interface CustomerPlace {
  /** ISO 3166-1 alpha-2. */
  country: string
  /** ISO 3166-2 without the country; null where the address has none. */
  region: string | null
  /** ISO 639-1. */
  language: string
}

/**
 * Where a customer lives by their default address, and which language they read. Null when they have no address.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function readCustomerPlace(
  { admin, retryPolicy }: ShopClient,
  customerId: string,
): Promise<CustomerPlace | null> {
  const { customer } = await answerOf(
    (options) =>
      admin.graphql(
        `#graphql
        query KeptCustomerPlace($id: ID!) {
          customer(id: $id) { locale defaultAddress { countryCodeV2 provinceCode } }
        }`,
        { ...options, variables: { id: `gid://shopify/Customer/${customerId}` } },
      ),
    retryPolicy,
  )
  const { countryCodeV2: country, provinceCode } = customer?.defaultAddress ?? {}
  if (!customer || !country) return null
  return { country, region: provinceCode ?? null, language: customer.locale.slice(0, 2).toLowerCase() }
}
