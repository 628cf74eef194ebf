import { createHash } from 'node:crypto'
import { ShopifyError } from '@shopify/shopify-api'
import { documentPolicy } from '../platform/response-headers.ts'
import { shopDomain } from '../platform/shop-domain.ts'
import { authenticate } from './shopify.server.ts'

/**
 * The pages of Shopify's library under /auth: one fetches a session token, one leaves the admin's frame. Null when the
 * shop is invalid, or the target is neither the app's nor the admin's.
 */
export async function answerAuthentication(request: Request): Promise<Response | null> {
  const shop = new URL(request.url).searchParams.get('shop')
  if (shop !== null && !shopDomain.safeParse(shop).success) return null
  try {
    await authenticate.admin(request)
    return new Response(null, { status: 204 })
  } catch (thrown) {
    if (thrown instanceof Response) return withScriptPolicy(thrown)
    // The library has logged what it refused.
    if (thrown instanceof ShopifyError) return null
    throw thrown
  }
}

const INLINE_SCRIPT = /<script>([\s\S]*?)<\/script>/g

/** The library's pages have one script, which the policy allows by its hash. */
async function withScriptPolicy(response: Response): Promise<Response> {
  if (!response.headers.get('content-type')?.startsWith('text/html')) return response
  const html = await response.text()
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script = '']) => `'sha256-${sha256(script)}'`)
  const headers = new Headers(response.headers)
  headers.set('content-security-policy', documentPolicy(hashes, headers.get('content-security-policy')))
  return new Response(html, { status: response.status, headers })
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')
