/** The headers of every answer: of a door, a page, a file, an error. A header that was set before stays. */
export const EVERYWHERE = {
  'cache-control': 'private, no-store',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const satisfies Record<string, string>

/** App Bridge is loaded from here, and loads its other parts from here. */
const APP_BRIDGE_ORIGIN = 'https://cdn.shopify.com'

/** When the shop is unknown: any shop's admin may frame the document, and nothing else. */
const ANY_ADMIN = 'frame-ancestors https://admin.shopify.com https://*.myshopify.com;'

/**
 * The Content-Security-Policy of an app document. It may be framed only by Shopify's admin, and runs only the app's
 * files, App Bridge, and what `scripts` names by nonce or hash. `frameAncestors` is the directive from Shopify's
 * library, if it knew the shop.
 */
export function documentPolicy(scripts: readonly string[], frameAncestors: string | null): string {
  const framedBy = (frameAncestors ?? ANY_ADMIN).trim().replace(/;$/, '')
  const sources = ["'self'", ...scripts, APP_BRIDGE_ORIGIN].join(' ')
  return `${framedBy}; script-src ${sources}; object-src 'none'; base-uri 'none'; form-action 'self'`
}
