import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { customerIdOf } from '../../subjects/index.ts'
import { lockRow } from '../lifecycle/store.ts'
import { sealingToCollect } from './may-collect.ts'
import { beginning } from './progress.ts'
import { collectionQueue } from './queues.ts'
import { beginCollection, readCollectionRow } from './store.ts'

export type CollectionStart = { ok: true } | { ok: false; reason: 'identity_missing' }

/**
 * Begins to read what is held about who asks: anew, if that was done before. While it is being read, nothing happens. Only
 * for a person who is known (GDPR Art. 12(6)), while the request is worked on.
 */
export async function startCollecting(tx: ShopTransaction, requestId: string): Promise<CollectionStart> {
  await lockRow(tx, requestId)
  const sealing = await sealingToCollect(tx, requestId)
  if (!sealing) return { ok: false, reason: 'identity_missing' }
  const before = await readCollectionRow(tx, requestId)
  if (before?.state === 'collecting') return { ok: true }
  const at = clock.now()
  const from = beginning(await customerIdOf(tx, sealing.subjectId))
  await beginCollection(tx, requestId, { at, from, sealing })
  await enqueue(collectionQueue, [{ shop: tx.shop, receivedAt: +at, requestId }], within(tx))
  return { ok: true }
}
