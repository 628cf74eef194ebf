import { v7 as uuidv7 } from 'uuid'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { vault } from '../../platform/vault.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import { identifyMailbox, keyOf, subjectContext } from '../../subjects/index.ts'
import { takeTurn } from '../identity/index.ts'
import { intakeQueue } from '../queues.ts'
import type { Intake } from './model.ts'
import { insertIntake } from './store.ts'

/**
 * Takes what somebody sent who is not signed in. The same is done for an address that is known and for one that is not, and a
 * job does the rest: neither the answer nor its time tells which. False when their network has sent too much.
 */
export async function takeIntake(
  tx: ShopTransaction,
  sent: Intake,
  { network, pathPrefix }: { network: string; pathPrefix: string },
): Promise<boolean> {
  await requireInstalled(tx)
  if (!(await takeTurn(tx, network))) return false
  const subjectId = await identifyMailbox(tx, sent.email)
  const key = await keyOf(tx, subjectId)
  if (!key) throw new Error('A subject that was just identified has no key')
  const receivedAt = clock.now()
  const intakeId = uuidv7()
  const content = vault.seal(key, JSON.stringify({ sent, pathPrefix }), subjectContext(tx.shop, subjectId))
  await insertIntake(tx, { id: intakeId, subjectId, receivedAt, content })
  await enqueue(intakeQueue, [{ shop: tx.shop, receivedAt: +receivedAt, intakeId }], within(tx))
  return true
}
