import type { ShopTransaction } from '../../platform/db.ts'
import { readRecipientTasks } from '../../recipients/index.ts'
import type { ErasureRecord } from './proof/model.ts'
import { writeProofOf } from './proof/write.ts'
import { type ErasureRow, type ErasureStep, readErasure, readSteps } from './store.ts'
import { ANSWER_STEP, SETTLED_ERASURES } from './words.ts'

type GroupStep = ErasureStep & { step: ErasureRecord['steps'][number]['group'] }
const isOfGroup = (one: ErasureStep): one is GroupStep => one.step !== ANSWER_STEP

/** What the proof of an erasure says: rows of Kept's own, without anybody's data. */
function recordOf(
  row: ErasureRow,
  steps: readonly ErasureStep[],
  recipients: ErasureRecord['recipients'],
  isOver: boolean,
): ErasureRecord {
  const { id, requestId, lookups, origin, plannedAt, confirmedAt, confirmedBy, answeredAt, keptErasedAt, plan } = row
  const { state, requestedAt, heldUntil, erasedBy, redactSeenAt, settledAt, settledBy, code } = row
  return {
    ...{ erasureId: id, requestId, lookups, origin, plannedAt, confirmedAt, confirmedBy, answeredAt, keptErasedAt },
    plan: (plan?.lines ?? []).map(({ group, fate }) => ({ group, fate })),
    steps: steps.filter(isOfGroup).map(({ step, ...outcome }) => ({ group: step, ...outcome })),
    shopify: { state, requestedAt, heldUntil, erasedBy, redactSeenAt, settledAt, settledBy, code },
    recipients,
    isSettled: isOver,
  }
}

/**
 * Writes the next version of an erasure's proof, where it says something new. Returns whether it is the last one: Kept, Shopify
 * and every recipient who can still be told have ended.
 */
export async function writeErasureProof(tx: ShopTransaction, erasureId: string): Promise<boolean> {
  const row = await readErasure(tx, erasureId)
  if (!row) return true
  const tasks = await readRecipientTasks(tx, { occasionId: erasureId })
  const recipients = tasks.map(({ recipientId, name, state, settledAt, sentAt }) => ({
    ...{ id: recipientId, name, state },
    at: settledAt ?? sentAt,
  }))
  const isOpen = tasks.some(({ settledAt, isKnown }) => settledAt === null && isKnown)
  const isOver = row.run === 'done' && SETTLED_ERASURES.some((one) => one === row.state) && !isOpen
  await writeProofOf(tx, recordOf(row, await readSteps(tx, erasureId), recipients, isOver))
  return isOver
}
