import type { IncomingMessage } from 'node:http'
import { LRUCache } from 'lru-cache'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { Refusal } from './http.ts'
import { networkOfVisitor } from './network.ts'

export interface RateOptions {
  points: number
  seconds?: number
  /** The most keys that are remembered. */
  mostKeys?: number
}

interface Window {
  left: number
  endsAt: number
}

/**
 * Limits the points of a key in a time window that begins with its first point. Memory is bounded: beyond `mostKeys`,
 * the key with the oldest last call is forgotten. So other callers cannot push out a key that keeps calling, and a
 * forgotten key starts like a new one. Each process counts for itself.
 */
export class Rate {
  readonly #points: number
  readonly #windowMs: number
  readonly #windows: LRUCache<string, Window>

  constructor({ points, seconds = 60, mostKeys = 50_000 }: RateOptions) {
    this.#points = points
    this.#windowMs = seconds * 1_000
    this.#windows = new LRUCache({ max: mostKeys })
  }

  /** Takes points and returns 0; or takes nothing and returns the milliseconds that the key has to wait. */
  take(key: string, points = 1): number {
    const window = this.#windowOf(key)
    if (window.left < points) return Math.max(1, window.endsAt - performance.now())
    window.left -= points
    return 0
  }

  /** The points that are left for the key. */
  left(key: string): number {
    return this.#windowOf(key).left
  }

  #windowOf(key: string): Window {
    const now = performance.now()
    const found = this.#windows.get(key)
    if (found && found.endsAt > now) return found
    const window = { left: this.#points, endsAt: now + this.#windowMs }
    this.#windows.set(key, window)
    return window
  }
}

/** Calls per minute. Visitors are limited only when the call names one. */
export interface Limits {
  ofVisitor?: number
  ofNetwork: number
  ofShop: number
}

export type CheckRate = (request: IncomingMessage, shop: ShopDomain, visitor?: string) => void

/**
 * Limits the calls of a door that came through Shopify's app proxy. The check throws a Refusal 429 with Retry-After
 * (seconds). The narrowest limit comes first, so that one busy visitor or network does not use up the shop's share.
 */
export function rateOf(limits: Limits, refusal: string): CheckRate {
  const ofVisitor = limits.ofVisitor === undefined ? null : new Rate({ points: limits.ofVisitor })
  const ofNetwork = new Rate({ points: limits.ofNetwork, mostKeys: 20_000 })
  const ofShop = new Rate({ points: limits.ofShop, mostKeys: 5_000 })
  return (request, shop, visitor) => {
    const wait =
      (visitor === undefined ? 0 : (ofVisitor?.take(`${shop} ${visitor}`) ?? 0)) ||
      ofNetwork.take(`${shop} ${networkOfVisitor(request)}`) ||
      ofShop.take(shop)
    refuseWhoMustWait(wait, refusal)
  }
}

/**
 * Ends a call that has to wait so long (ms).
 *
 * @throws Refusal 429 with Retry-After (seconds), unless the wait is 0
 */
export function refuseWhoMustWait(wait: number, refusal: string): void {
  if (wait > 0) throw new Refusal(429, refusal, { 'retry-after': String(Math.ceil(wait / 1_000)) })
}
