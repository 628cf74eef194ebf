/** The headers that every answer has, whoever gives it: a door, a page, a file, an error. One that was set stays. */
export const EVERYWHERE = {
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const satisfies Record<string, string>

/** App Bridge comes from here, and loads what else it needs from here. */
const APP_BRIDGE_ORIGIN = 'https://cdn.shopify.com'

/** Where nobody knows for which shop: any shop's admin, and nothing else. */
const ANY_ADMIN = 'frame-ancestors https://admin.shopify.com https://*.myshopify.com;'

/**
 * Content-Security-Policy of a document of the app: it runs in Shopify's admin, and nothing runs in it but the app's
 * files, App Bridge, and what `scripts` names by nonce or hash. `frameAncestors` is the directive that Shopify's library
 * gave, if it knew the shop.
 */
export function documentPolicy(scripts: readonly string[], frameAncestors: string | null): string {
  const framedBy = (frameAncestors ?? ANY_ADMIN).trim().replace(/;$/, '')
  const sources = ["'self'", ...scripts, APP_BRIDGE_ORIGIN].join(' ')
  return `${framedBy}; script-src ${sources}; object-src 'none'; base-uri 'none'; form-action 'self'`
}
