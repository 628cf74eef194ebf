import { LRUCache } from 'lru-cache'
import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { requireInstalled } from '../installation.ts'
import { tokenOf } from '../session-token.ts'
import { askWhoStaffIs } from './ask.ts'
import { nameOfUser } from './model.ts'
import { nameSeenAt, storeName } from './store.ts'

/** How long a name counts as known. People marry, and accounts get other owners. */
const KNOWN_MS = 7 * 24 * 3600_000

/** How long a process does not look again, whether it learned the name or not. */
const LOOK_AGAIN_MS = 10 * 60_000

/** Whose name this process looked for lately. */
const lookedFor = new LRUCache<string, true>({ max: 10_000, ttl: LOOK_AGAIN_MS, perf: { now: () => +clock.now() } })

interface Visit {
  shop: ShopDomain
  /** Shopify's id of the member of staff. */
  id: string
  request: Request
}

/**
 * Learns the name of a member of staff who has the app open, where it is unknown or old. Nobody waits for it and it never
 * fails: until the name is there, pages show the id. Shopify is asked once for each member of staff, and again a while
 * after it did not answer.
 */
export async function learnStaffName({ shop, id, request }: Visit): Promise<void> {
  const token = tokenOf(request)
  const key = `${shop}/${id}`
  if (token === null || lookedFor.has(key)) return
  // First, so that of many requests at once only one asks.
  lookedFor.set(key, true)
  try {
    const seenAt = await forShop(shop, (tx) => nameSeenAt(tx, id))
    if (seenAt && +clock.now() - +seenAt < KNOWN_MS) return
    const user = await askWhoStaffIs(shop, token)
    const name = nameOfUser(user)
    if (name === null || user.id !== id) return
    await forShop(shop, async (tx) => {
      await requireInstalled(tx)
      await storeName(tx, { id, name, seenAt: clock.now() })
    })
  } catch (error) {
    // The kind only: messages of the library quote the session token.
    log.warn(
      { shop, kind: error instanceof Error ? error.name : 'unknown' },
      'the name of a member of staff is unknown',
    )
  }
}
