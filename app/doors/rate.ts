import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { networkOf } from './consent-rate.ts'
import { Refusal } from './http.ts'

/**
 * Counts calls a minute of a door that no visitor has to come to often: from one network, and of one shop. The check
 * throws a Refusal 429 with Retry-After (seconds). Addresses are counted for a minute, and never stored.
 */
export function rateOf(calls: { ofNetwork: number; ofShop: number }, refusal: string) {
  const ofNetwork = new RateLimiterMemory({ points: calls.ofNetwork, duration: 60 })
  const ofShop = new RateLimiterMemory({ points: calls.ofShop, duration: 60 })
  return async (shop: ShopDomain, forwardedFor: string | undefined): Promise<void> => {
    const network = networkOf(forwardedFor)
    try {
      if (network) await ofNetwork.consume(`${shop} ${network}`)
      await ofShop.consume(shop)
    } catch (limit) {
      if (!(limit instanceof RateLimiterRes)) throw limit
      throw new Refusal(429, refusal, { 'retry-after': String(Math.ceil(limit.msBeforeNext / 1000)) })
    }
  }
}
