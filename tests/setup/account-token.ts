import { createHmac } from 'node:crypto'
import { config } from '../../app/platform/config.ts'

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

export const secondsAgo = (seconds: number): number => Math.floor(Date.now() / 1_000) - seconds

/** Shopify's name of a customer. */
export const customerGid = (id: number): string => `gid://shopify/Customer/${id}`

/** A session token as Shopify gives it to an extension of customer accounts. */
export function anAccountToken(claims: object, { secret = config.SHOPIFY_API_SECRET, alg = 'HS256' } = {}): string {
  const signed = `${base64url({ alg, typ: 'JWT' })}.${base64url({
    aud: config.SHOPIFY_API_KEY,
    iat: secondsAgo(1),
    nbf: secondsAgo(1),
    exp: secondsAgo(-300),
    jti: 'a',
    ...claims,
  })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}
