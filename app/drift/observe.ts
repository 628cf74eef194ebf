import { isMailAddress } from '../platform/mail-address.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { checkShop } from '../policy/index.ts'
import { readPolicyOfShop } from '../shopify/policies.ts'
import { readPrivacyOfShop } from '../shopify/privacy.ts'
import type { ShopClient } from '../shopify/shop-client.ts'
import { readOwnerAddress } from '../shopify/shop-details.ts'
import type { Observed } from './model.ts'

/**
 * Asks Shopify what the shop shows. The published pages are compared, and the result is kept with their publication.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function observe(shop: ShopDomain, client: ShopClient): Promise<Observed> {
  const { admin, retryPolicy } = client
  await checkShop(shop, client)
  const { locales } = await readPolicyOfShop(admin, retryPolicy)
  const { ownBanner } = await readPrivacyOfShop(admin, retryPolicy)
  const ownerAddress = await readOwnerAddress(admin, retryPolicy)
  return {
    ownBanner,
    locales: locales.map(({ locale }) => locale),
    ownerAddress: isMailAddress(ownerAddress) ? ownerAddress : null,
  }
}
