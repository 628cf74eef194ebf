import { v7 as uuidv7 } from 'uuid'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import {
  erasureOf,
  findSubjects,
  type Identifier,
  identify,
  isFromBefore,
  keyOf,
  lockPerson,
  subjectContext,
} from '../subjects/index.ts'
import { dueDate } from './model.ts'
import { findRequest, insertRequest, isErasedRequest } from './store.ts'

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

export interface OpenedRequest {
  requestId: string
  dueAt: Date
}

/**
 * Opens a request for access (GDPR Art. 15) that Shopify passed on, with its `dueDate`. A repeated call opens no second
 * request. Null when the person was erased since: no data is left to give.
 */
export async function openAccessRequest(
  tx: ShopTransaction,
  asked: AccessRequestFromShopify,
): Promise<OpenedRequest | null> {
  const { person, externalId, orders, receivedAt, triggeredAt } = asked
  await lockPerson(tx, person)
  const opened = externalId === null ? null : await findRequest(tx, externalId, await findSubjects(tx, person))
  if (opened) return opened
  const erasure = await erasureOf(tx, person)
  if (erasure && (isFromBefore(erasure, { at: null, triggeredAt }) || (await isErasedRequest(tx, externalId))))
    return null
  const subjectId = await identify(tx, person)
  const key = await keyOf(tx, subjectId)
  if (!key) throw new Error('A subject that was just identified has no key')
  return insertRequest(tx, {
    id: uuidv7(),
    kind: 'access',
    channel: 'shopify_webhook',
    externalId,
    subjectId,
    receivedAt,
    dueAt: dueDate(receivedAt),
    details: vault.seal(key, JSON.stringify({ orders }), subjectContext(tx.shop, subjectId)),
  })
}
