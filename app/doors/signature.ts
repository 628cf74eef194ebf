import { createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvalidHmacError, LogSeverity, shopifyApi } from '@shopify/shopify-api'
import '@shopify/shopify-api/adapters/node'
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

/** Whether Shopify signed this body with the app's secret (X-Shopify-Hmac-SHA256). */
export async function isSignedWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): Promise<boolean> {
  const rawBody = body.toString('utf8')
  // The library takes the body as text and refuses an empty one; a signed body that is neither is Shopify's all the same.
  if (body.length === 0 || !Buffer.from(rawBody).equals(body)) return matchesBytes(request, body)
  const result = await shopify.webhooks.validate({ rawBody, rawRequest: request, rawResponse: response })
  return result.valid || result.reason === 'missing_headers'
}

function matchesBytes(request: IncomingMessage, body: Buffer): boolean {
  const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256'] ?? ''), 'base64')
  const expected = createHmac('sha256', config.SHOPIFY_API_SECRET).update(body).digest()
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Whether Shopify's app proxy signed this query, at most 90 seconds ago. Never throws on a bad one. */
export async function isSignedProxyQuery(query: URLSearchParams): Promise<boolean> {
  // Shopify says each of these once; a second one could be somebody's attempt to be another shop or customer.
  for (const name of ['shop', 'logged_in_customer_id', 'path_prefix', 'timestamp', 'signature']) {
    if (query.getAll(name).length > 1) return false
  }
  const parameters = Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key).join(',')]))
  try {
    return await shopify.utils.validateHmac(parameters, { signator: 'appProxy' })
  } catch (error) {
    if (error instanceof InvalidHmacError) return false
    throw error
  }
}
