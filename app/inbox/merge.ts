import { followMerge } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { followMergedErasure, followMergedRestriction } from '../requests/index.ts'
import { erasureOf, identifiersOf, lockPerson, mergeCustomers } from '../subjects/index.ts'
import type { Outcome } from './model.ts'
import { eraseAsTheSame } from './redact.ts'
import type { MessageToWork } from './store.ts'

/**
 * Records that Shopify merged two customers (its ids) into one person. When one of them was erased after the merge, and
 * Kept learns of the merge only now, the other one is erased too.
 */
export async function noteMerge(
  tx: ShopTransaction,
  merge: { kept: string; deleted: string },
  message: MessageToWork,
): Promise<Outcome> {
  const [kept, deleted] = [identifiersOf({ id: merge.kept }), identifiersOf({ id: merge.deleted })]
  await lockPerson(tx, [...kept, ...deleted])
  const mergedAt = message.triggeredAt ?? message.receivedAt
  for (const erasure of [await erasureOf(tx, kept), await erasureOf(tx, deleted)]) {
    if (!erasure || mergedAt > erasure.erasedAt) continue
    const asTold = { ...message, receivedAt: erasure.erasedAt, triggeredAt: erasure.triggeredAt }
    const erased = await eraseAsTheSame(tx, [...kept, ...deleted], asTold)
    await followMergedErasure(tx, merge)
    return erased
  }
  await followMerge(tx, await mergeCustomers(tx, merge))
  await followMergedErasure(tx, merge)
  await followMergedRestriction(tx, merge)
  return { merged: true }
}
