import { isIP } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { config } from '../platform/config.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { Refusal } from './http.ts'

const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 })

/** Narrowest first, so that one busy visitor does not use up the shop's share. Each process counts for itself. */
const ofVisitor = perMinute(config.CONSENT_PER_VISITOR)
const ofNetwork = perMinute(config.CONSENT_PER_NETWORK)
const ofShop = perMinute(config.CONSENT_PER_SHOP)

/** @throws Refusal 429 with Retry-After (seconds). Addresses are counted for a minute, and never stored. */
export async function checkRate(shop: ShopDomain, visitor: string, forwardedFor: string | undefined): Promise<void> {
  const network = networkOf(forwardedFor)
  try {
    await ofVisitor.consume(`${shop} ${visitor}`)
    if (network) await ofNetwork.consume(`${shop} ${network}`)
    await ofShop.consume(shop)
  } catch (limit) {
    if (!(limit instanceof RateLimiterRes)) throw limit
    throw new Refusal(429, 'Too many decisions', { 'retry-after': String(Math.ceil(limit.msBeforeNext / 1000)) })
  }
}

/** The visitor's network: IPv4 /24, IPv6 /48. Shopify puts the visitor's address first. */
export function networkOf(forwardedFor: string | undefined): string | undefined {
  const address = forwardedFor?.split(',')[0]?.trim() ?? ''
  const version = isIP(address)
  if (version === 4) return address.split('.').slice(0, 3).join('.')
  if (version === 6) return new URL(`http://[${address}]/`).hostname.slice(1, -1).split(':').slice(0, 3).join(':')
  return undefined
}
