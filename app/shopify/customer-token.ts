import { z } from 'zod'
import { shopDomain } from '../platform/shop-domain.ts'
import { apiThatSigned } from './token-signer.ts'

const claims = z.object({
  /** `shop.myshopify.com`, or the address of it. */
  dest: z
    .string()
    .transform((dest) => dest.replace('https://', ''))
    .pipe(shopDomain),
  exp: z.number(),
  /** A member of staff has a plain number here, and a buyer who is not signed in nothing. */
  sub: z
    .string()
    .regex(/^gid:\/\/shopify\/Customer\/\d{1,20}$/)
    .transform((gid) => gid.slice(gid.lastIndexOf('/') + 1)),
})

/**
 * The customer who is signed in where an extension of customer accounts runs, by its session token: an HS256 JWT that
 * Shopify signs with the app's secret for five minutes. Null: it is none, it is over, or nobody is signed in.
 */
export async function customerOfToken(token: string) {
  const api = apiThatSigned(token)
  const payload = await api?.session.decodeSessionToken(token).catch(() => null)
  const read = claims.safeParse(payload)
  return read.success ? { shop: read.data.dest, customerId: read.data.sub } : null
}
