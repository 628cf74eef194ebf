import { config } from '../platform/config.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { CENTRE_LINK, PRIVACY_REQUESTS } from './app-proxy/words.ts'

/**
 * The theme editor with Kept's app embed switched on; the merchant only has to save (theme app extensions, deep links).
 */
export function activateBannerUrl(shop: ShopDomain): string {
  const query = new URLSearchParams({
    context: 'apps',
    template: 'index',
    activateAppId: `${config.SHOPIFY_API_KEY}/consent-banner`,
  })
  return `https://${shop}/admin/themes/current/editor?${query}`
}

/** The storefront's address. When staff open it, its embed reports the trackers to Kept. */
export const lookAtStorefrontUrl = (shop: ShopDomain): string => `https://${shop}/#kept`

/** A customer's page in the shop's admin. */
export const customerUrl = (shop: ShopDomain, id: string): string => `https://${shop}/admin/customers/${id}`

/** An order's page in the shop's admin. */
export const orderUrl = (shop: ShopDomain, id: string): string => `https://${shop}/admin/orders/${id}`

/** Kept, opened in the shop's admin. */
export const appInAdminUrl = (shop: ShopDomain): string => `https://${shop}/admin/apps/${config.SHOPIFY_API_KEY}`

/** The storefront's address with the fragment that starts its check. */
export const checkStorefrontUrl = (shop: ShopDomain, fragment: string): string => `https://${shop}/${fragment}`

/** The page in the storefront on which people use their rights, and follow what they asked for. */
export const requestsPageUrl = (shop: ShopDomain, proxyPath: string): string =>
  `https://${shop}${proxyPath}/${PRIVACY_REQUESTS}`

/** The page in the storefront where a one-time link is used. Shopify leads on from here to the shop's own domain. */
export const requestPageUrl = (shop: ShopDomain, proxyPath: string, token: string): string =>
  `https://${shop}${proxyPath}/${PRIVACY_REQUESTS}/${token}`

/** Below the path: where the one-time link of a mailbox is used. */
export const centreLinkUrl = (shop: ShopDomain, proxyPath: string, token: string): string =>
  `https://${shop}${proxyPath}/${CENTRE_LINK}/${token}`

/** The privacy centre in the storefront. */
export const centrePageUrl = (shop: ShopDomain, proxyPath: string): string => `https://${shop}${proxyPath}`

/** Where Shopify shows a shop's privacy policy. */
export const policyPageUrl = (shop: ShopDomain): string => `https://${shop}/policies/privacy-policy`

/** The receipt of a choice. */
export const receiptPageUrl = (shop: ShopDomain, proxyPath: string, id: string): string =>
  `https://${shop}${proxyPath}/receipts/${id}`
