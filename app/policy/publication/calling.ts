import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { BACKGROUND, type RetryPolicy } from '../../shopify/calls.ts'
import { adminOf } from '../../shopify/offline.ts'

/** How Kept calls a shop, and how long it waits. */
export interface Calling {
  admin: AdminApi
  retryPolicy: RetryPolicy
}

/** How a job reaches shops. */
export interface Surroundings {
  /** Null for a shop that removed Kept. */
  adminOf(shop: ShopDomain): Promise<AdminApi | null>
  retryPolicy: RetryPolicy
}

export const SURROUNDINGS: Surroundings = { adminOf, retryPolicy: BACKGROUND }
