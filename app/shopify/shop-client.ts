import { SessionNotFoundError } from '@shopify/shopify-app-remix/server'
import type { ShopDomain } from '../platform/shop-domain.ts'
import type { AdminApi } from './admin.ts'
import { BACKGROUND, failureOf, type RetryPolicy } from './calls.ts'
import { unauthenticated } from './shopify.server.ts'

/** What is needed to call a shop's Admin API. */
export interface ShopClient {
  admin: AdminApi
  retryPolicy: RetryPolicy
}

/**
 * Gives a job its client for a shop. Null when Kept is not installed there (any more).
 *
 * @throws ShopifyUnavailable when the token must be renewed and Shopify does not answer
 */
export type ShopClientProvider = (shop: ShopDomain) => Promise<ShopClient | null>

export const clientsWith =
  (retryPolicy: RetryPolicy): ShopClientProvider =>
  async (shop) => {
    try {
      const { admin } = await unauthenticated.admin(shop)
      return { admin, retryPolicy }
    } catch (error) {
      if (error instanceof SessionNotFoundError) return null
      throw failureOf(error)
    }
  }

export const backgroundClient: ShopClientProvider = clientsWith(BACKGROUND)
