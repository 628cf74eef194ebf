import type { ShopTransaction } from '../platform/db.ts'
import { lastTimeZone } from '../shopify/installation.ts'
import { erasureOf, findSubjects, type Identifier, isFromBefore, lockPerson } from '../subjects/index.ts'
import { MAX_ORDERS } from './limits.ts'
import { type OpenedRequest, openRequest } from './open.ts'
import { findRequest, isErasedRequest } from './store.ts'

export interface AccessRequestFromShopify {
  person: readonly Identifier[]
  /** Shopify's id of the data request. */
  externalId: string | null
  /** Ids of the orders whose data was requested. */
  orders: readonly string[]
  receivedAt: Date
  /** When Shopify triggered the call. */
  triggeredAt: Date | null
}

/**
 * Opens a request for access (GDPR Art. 15) that Shopify passed on. A repeated call opens no second request. Null when the
 * person was erased since: no data is left to give.
 */
export async function openAccessRequest(
  tx: ShopTransaction,
  { person, externalId, orders, receivedAt, triggeredAt }: AccessRequestFromShopify,
): Promise<OpenedRequest | null> {
  await lockPerson(tx, person)
  const opened = externalId === null ? null : await findRequest(tx, externalId, await findSubjects(tx, person))
  if (opened) return opened
  const erasure = await erasureOf(tx, person)
  if (erasure && (isFromBefore(erasure, { at: null, triggeredAt }) || (await isErasedRequest(tx, externalId))))
    return null
  return openRequest(tx, {
    person,
    kind: 'access',
    channel: 'shopify_webhook',
    asker: 'person',
    audience: 'consumer',
    country: null,
    region: null,
    language: null,
    // A webhook does not name the shop's place.
    timeZone: await lastTimeZone(tx),
    receivedAt,
    externalId,
    details: { orders: orders.slice(0, MAX_ORDERS), text: null },
    original: null,
    by: { actor: 'shopify', actorId: null },
  })
}
