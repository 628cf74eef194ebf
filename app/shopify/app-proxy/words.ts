/**
 * Where Shopify's app proxy shows Kept on a storefront. A merchant may choose another prefix and subpath in Shopify's
 * settings (note 036).
 */

/** The prefixes that Shopify offers. */
export const PROXY_PREFIXES = ['apps', 'a', 'community', 'tools'] as const

/** More than Shopify takes. */
export const MAX_SUBPATH = 64

export const SUBPATH = /^[A-Za-z0-9_-]{1,64}$/

/** `[app_proxy]` in shopify.app.toml. Liquid knows it too, in `blocks/consent-banner.liquid`. */
export const DEFAULT_PROXY_PATH = '/apps/privacy'

/** Below the proxy's path: the page that says where Kept is. */
export const PROXY_ADDRESS = 'address'

/** Below the path: the page on which visitors opt out of the sale of their data. */
export const PRIVACY_CHOICES = 'privacy-choices'

/** Below the path: where a link that proves a mailbox is used. */
export const CENTRE_LINK = 'enter'

/** Below the path: the page on which people use their rights and follow what they asked for. */
export const PRIVACY_REQUESTS = 'requests'
