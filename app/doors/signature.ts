import { isUtf8 } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { InvalidHmacError, LogSeverity, shopifyApi, WebhookValidationErrorReason } from '@shopify/shopify-api'
// The one that Shopify's Remix library loads too: the last one loaded serves the whole process.
import '@shopify/shopify-api/adapters/web-api'
import { LRUCache } from 'lru-cache'
import { config } from '../platform/config.ts'
import { API_VERSION } from '../shopify/api-version.ts'

const shopify = shopifyApi({
  apiKey: config.SHOPIFY_API_KEY,
  apiSecretKey: config.SHOPIFY_API_SECRET,
  apiVersion: API_VERSION,
  hostName: new URL(config.SHOPIFY_APP_URL).host,
  isEmbeddedApp: true,
  logger: { level: LogSeverity.Error, log: () => undefined },
})

const HMAC_HEADER = 'x-shopify-hmac-sha256'

/** Whether Shopify signed this body with the app's secret (X-Shopify-Hmac-SHA256, which may be missing). */
export async function isSignedWebhook(hmac: string | undefined, body: Buffer): Promise<boolean> {
  if (!hmac) return false
  const rawBody = body.toString('utf8')
  // The library takes the body as text and refuses an empty one; a signed body that is neither is Shopify's all the same.
  if (body.length === 0 || !isUtf8(body)) return matchesBytes(hmac, body)
  // It only gets the header it checks: reading the others as well costs it more than the signature. That those are
  // missing it says after the signature was found right.
  const rawRequest = { headers: new Headers({ [HMAC_HEADER]: hmac }), method: 'POST', url: config.SHOPIFY_APP_URL }
  const result = await shopify.webhooks.validate({ rawBody, rawRequest })
  return result.valid || result.reason === WebhookValidationErrorReason.MissingHeaders
}

function matchesBytes(hmac: string, body: Buffer): boolean {
  const given = Buffer.from(hmac, 'base64')
  const expected = createHmac('sha256', config.SHOPIFY_API_SECRET).update(body).digest()
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Seconds that the library takes a signed query for; nobody else may send it again after that. */
const TOLERANCE_SECONDS = 90
/**
 * Queries that were found signed, until they are too old. Shopify signs the shop, the second and the customer: visitors
 * who decide in the same second and are not signed in come with the very same query, and checking it costs as much as
 * all else that the door does.
 */
const signed = new LRUCache<string, true>({ max: 10_000 })

/** Whether Shopify's app proxy signed this query, at most 90 seconds ago. Never throws on a bad one. */
export async function isSignedProxyQuery(query: URLSearchParams): Promise<boolean> {
  const asSent = query.toString()
  if (signed.has(asSent)) return true
  // Shopify says each of these once; a second one could be somebody's attempt to be another shop or customer.
  for (const name of ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature']) {
    if (query.getAll(name).length > 1) return false
  }
  const parameters = Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key).join(',')]))
  try {
    if (!(await shopify.utils.validateHmac(parameters, { signator: 'appProxy' }))) return false
  } catch (error) {
    if (error instanceof InvalidHmacError) return false
    throw error
  }
  const left = (Number(query.get('timestamp')) + TOLERANCE_SECONDS) * 1000 - Date.now()
  if (left > 0) signed.set(asSent, true, { ttl: left })
  return true
}
