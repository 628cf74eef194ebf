import type { ShopDomain } from '../platform/shop-domain.ts'
import type { AdminApi } from './admin.ts'
import { unauthenticated } from './shopify.server.ts'

/** Shopify answers within seconds or not at all: a job that waits for ever keeps the shop's other jobs waiting. */
const PATIENCE_MS = 10_000

/**
 * The Admin API for a job, as the app itself. Every call ends after 10 seconds.
 *
 * @throws SessionNotFoundError (Shopify's library) for a shop that has removed the app.
 */
export async function offlineAdmin(shop: ShopDomain, patienceMs = PATIENCE_MS): Promise<AdminApi> {
  const { admin } = await unauthenticated.admin(shop)
  return {
    ...admin,
    graphql: (query, options) => admin.graphql(query, { ...options, signal: AbortSignal.timeout(patienceMs) }),
  }
}
