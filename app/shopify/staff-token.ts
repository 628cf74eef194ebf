import { z } from 'zod'
import { shopDomain } from '../platform/shop-domain.ts'
import { apiThatSigned } from './token-signer.ts'

const claims = z
  .object({
    iss: z.string(),
    dest: z
      .string()
      .regex(/^https:\/\//)
      .transform((dest) => dest.slice('https://'.length))
      .pipe(shopDomain),
    exp: z.number(),
    /** A customer has an address (`gid://…`) here. */
    sub: z.string().regex(/^\d{1,20}$/),
  })
  .refine(({ iss, dest }) => iss === `https://${dest}/admin`)

/**
 * The member of staff in whose admin an extension runs, by its session token: an HS256 JWT that Shopify signs with the app's
 * secret for a minute. Null: it is none, it is over, it is for another app, or a customer's.
 */
export async function staffOfToken(token: string) {
  const api = apiThatSigned(token)
  const payload = await api?.session.decodeSessionToken(token).catch(() => null)
  const read = claims.safeParse(payload)
  return read.success ? { shop: read.data.dest, staffId: read.data.sub } : null
}
