import { config } from '../platform/config.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'

/** The theme editor with Kept's app embed switched on, waiting for the merchant to save (theme app extensions, deep links). */
export function activateBannerUrl(shop: ShopDomain): string {
  const query = new URLSearchParams({
    context: 'apps',
    template: 'index',
    activateAppId: `${config.SHOPIFY_API_KEY}/consent-banner`,
  })
  return `https://${shop}/admin/themes/current/editor?${query}`
}

/** The storefront, opened so that its embed tells Kept which trackers it has. */
export const lookAtStorefrontUrl = (shop: ShopDomain): string => `https://${shop}/#kept`

/** A customer's page in the shop's admin. */
export const customerUrl = (shop: ShopDomain, id: string): string => `https://${shop}/admin/customers/${id}`

/** The storefront, opened with the fragment that lets it check itself. */
export const checkStorefrontUrl = (shop: ShopDomain, fragment: string): string => `https://${shop}/${fragment}`
