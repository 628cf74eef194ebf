import { suppressContacts, withdraw } from '../../consent/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { lockRow } from '../lifecycle/store.ts'
import { insertEffects, readEffects } from './effects/store.ts'
import { objectionQueue } from './queues.ts'
import { type Objection, readObjection } from './said.ts'

/**
 * Lets an objection take effect, once: what Kept itself has is changed in this transaction, and a job does the rest. False for
 * another kind of request, one that is closed, and one that has begun.
 */
export async function beginObjection(tx: ShopTransaction, requestId: string): Promise<boolean> {
  const row = await lockRow(tx, requestId)
  const objection = row && isRequestOpen(row.state) ? await readObjection(tx, requestId) : null
  if (!objection || (await readEffects(tx, requestId)).length > 0) return false
  await insertEffects(tx, requestId, objection.effects)
  await withdrawFor(tx, objection, [objection.subjectId])
  const { channels, person } = objection
  await suppressContacts(tx, person, { channels, since: clock.now() })
  await enqueueObjection(tx, requestId)
  return true
}

/** Refuses what is objected to in the ledger, for each of these subjects that are not one person already. */
export async function withdrawFor(
  tx: ShopTransaction,
  { purposes, staffId, source }: Objection,
  subjects: Iterable<Objection['subjectId']>,
): Promise<void> {
  for (const subject of subjects) await withdraw(tx, { subject, purposes, staffId, source })
}

export const enqueueObjection = (tx: ShopTransaction, requestId: string): Promise<void> =>
  enqueue(objectionQueue, [{ shop: tx.shop, receivedAt: +clock.now(), requestId }], within(tx))
