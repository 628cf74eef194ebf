import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import type { RequestEvent } from '../../lifecycle/events.ts'
import { type RecordResult, recordEvent } from '../../lifecycle/record-event.ts'
import { lockRow } from '../../lifecycle/store.ts'
import { listProofRows, removeProofs } from './store.ts'

interface Decision {
  isAccepted: boolean
  /** Why; needed for a rejection. */
  note: string
  staffId: string
  /** How many events the page showed. */
  seen: number
}

/** Staff have looked at the proofs of a request: what they decided is noted, and the proofs are deleted with it. */
export async function decideOnProof(
  tx: ShopTransaction,
  requestId: string,
  { isAccepted, note, staffId, seen }: Decision,
): Promise<RecordResult> {
  await lockRow(tx, requestId)
  const now = clock.now()
  if ((await listProofRows(tx, requestId, now)).length === 0) return { ok: false, reason: 'not_from_here' }
  const said = { at: now, actor: 'staff', actorId: staffId, note: note.trim() || null } as const
  const event: RequestEvent = isAccepted
    ? { ...said, move: 'confirm_identity', facts: { method: 'proof_of_identity' } }
    : { ...said, move: 'reject_proof', facts: {} }
  const recorded = await recordEvent(tx, { requestId, seen, event })
  if (recorded.ok) await removeProofs(tx, requestId)
  return recorded
}
