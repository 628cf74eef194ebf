import { v7 as uuidv7 } from 'uuid'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { type Identifier, identify, keyOf, subjectContext } from '../subjects/index.ts'
import { dueDate } from './model.ts'
import { insertRequest } from './store.ts'

export interface AccessRequestFromShopify {
  person: readonly Identifier[]
  /** Shopify's id of the data request. */
  externalId: string | null
  /** Ids of the orders whose data the person asked for. */
  orders: readonly string[]
  receivedAt: Date
}

export interface OpenedRequest {
  requestId: string
  dueAt: Date
}

/** Opens a request for access (GDPR Art. 15) that Shopify passed on, due as `dueDate` says. */
export async function openAccessRequest(tx: ShopTransaction, asked: AccessRequestFromShopify): Promise<OpenedRequest> {
  const subjectId = await identify(tx, asked.person)
  const key = await keyOf(tx, subjectId)
  if (!key) throw new Error('A subject that was just identified has no key')
  const id = uuidv7()
  const dueAt = dueDate(asked.receivedAt)
  await insertRequest(tx, {
    id,
    kind: 'access',
    channel: 'shopify_webhook',
    externalId: asked.externalId,
    subjectId,
    receivedAt: asked.receivedAt,
    dueAt,
    details: vault.seal(key, JSON.stringify({ orders: asked.orders }), subjectContext(tx.shop, subjectId)),
  })
  return { requestId: id, dueAt }
}
