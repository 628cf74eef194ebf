import { SessionNotFoundError } from '@shopify/shopify-app-remix/server'
import type { ShopDomain } from '../platform/shop-domain.ts'
import type { AdminApi } from './admin.ts'
import { failureOf } from './calls.ts'
import { unauthenticated } from './shopify.server.ts'

/**
 * The Admin API as the shop's installation of Kept, for jobs that nobody has a page open for. Null when there is none:
 * the shop removed Kept.
 *
 * @throws ShopifyUnavailable when the token has to be renewed and Shopify does not answer
 */
export async function adminOf(shop: ShopDomain): Promise<AdminApi | null> {
  try {
    const { admin } = await unauthenticated.admin(shop)
    return admin
  } catch (error) {
    if (error instanceof SessionNotFoundError) return null
    throw failureOf(error)
  }
}
