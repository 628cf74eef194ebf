/**
 * A merchant may move the app proxy, and Shopify says in each signed call where it is. The banner's configuration and
 * the policy's links follow (note 036).
 */
import { LRUCache } from 'lru-cache'
import { forShop } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { enqueueLinks } from '../../policy/index.ts'
import { noteProxyPath, type SeenProxyPath } from '../../shopify/app-proxy/store.ts'
import { enqueueBannerPublication } from '../enqueue.ts'

/**
 * What this process stored last, so that a hot door asks the database once a minute and shop. Another process may store
 * something else meanwhile: that is noticed after the minute.
 */
const known = new LRUCache<ShopDomain, SeenProxyPath>({ max: 10_000, ttl: 60_000 })

/** Never fails: a visitor's call does not depend on it, and the next call tells the same. */
export async function followProxyPath(shop: ShopDomain, seen: SeenProxyPath): Promise<void> {
  const before = known.get(shop)
  if (before && (before.path === seen.path || before.signedAt > seen.signedAt)) return
  // First, so that of many calls at once only one asks the database.
  known.set(shop, seen)
  try {
    await forShop(shop, async (tx) => {
      if (!(await noteProxyPath(tx, seen))) return
      await enqueueBannerPublication(tx)
      await enqueueLinks(tx)
    })
  } catch (error) {
    known.delete(shop)
    log.warn({ err: error }, 'where the app proxy is could not be stored')
  }
}
