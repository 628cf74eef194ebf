import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { Refusal } from './http.ts'
import { isSignedProxyQuery } from './signature.ts'

/** A call of the storefront that Shopify's app proxy passed on. */
export interface ProxiedCall {
  shop: ShopDomain
  /** Of a customer who is signed in on the storefront: Shopify says so in the signed query. */
  customerId: string | null
  /** Whatever a browser sent: unsigned, and undefined when it is not JSON. */
  content: unknown
}

/** @throws Refusal 401 when Shopify did not sign the query, 400 when it names no shop */
export async function readProxiedCall(query: URLSearchParams, body: Buffer): Promise<ProxiedCall> {
  if (!(await isSignedProxyQuery(query))) throw new Refusal(401, 'Not signed by Shopify, or too long ago')
  const shop = shopDomain.safeParse(query.get('shop'))
  if (!shop.success) throw new Refusal(400, 'The signed query does not name a shop')
  const id = query.get('logged_in_customer_id')
  return { shop: shop.data, customerId: id && /^\d{1,20}$/.test(id) ? id : null, content: parseJson(body) }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
