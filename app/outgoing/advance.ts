import { clock } from '../platform/clock.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { installedSince } from '../shopify/installation.ts'
import { beginTry } from './begin-try.ts'
import { changeDelivery, dueDeliveries, lockDelivery } from './deliveries-store.ts'
import { findEndpoint } from './endpoints-store.ts'

/** The most deliveries in one run. */
const AT_ONCE = 500

/**
 * Begins the next try of every delivery that is due. Each is a transaction of its own, so several workers may run this at once,
 * be killed, and run it again. Returns how many were looked at.
 */
export async function advanceOutgoing(): Promise<number> {
  const due = await dueDeliveries(clock.now(), AT_ONCE)
  for (const { shop, id } of due) await forShop(shop, (tx) => advanceOne(tx, id))
  return due.length
}

async function advanceOne(tx: ShopTransaction, id: string): Promise<void> {
  const now = clock.now()
  const delivery = await lockDelivery(tx, id)
  // Another worker was faster.
  if (delivery?.state !== 'waiting' || !delivery.nextAt || delivery.nextAt > now) return
  const endpoint = await findEndpoint(tx, delivery.endpointId)
  const isOff = endpoint?.state !== 'on' || (await installedSince(tx)) === null
  if (!endpoint || isOff) return changeDelivery(tx, delivery, { state: 'off', nextAt: null })
  if (endpoint.waitUntil && endpoint.waitUntil > now)
    return changeDelivery(tx, delivery, { nextAt: endpoint.waitUntil })
  return beginTry(tx, delivery, now)
}
