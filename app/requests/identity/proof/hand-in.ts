import { addDays } from 'date-fns/addDays'
import { v7 as uuidv7 } from 'uuid'
import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { vault } from '../../../platform/vault.ts'
import { keyOf, subjectContext } from '../../../subjects/index.ts'
import { awaitsIdentity } from '../../lifecycle/model.ts'
import { recordEvent } from '../../lifecycle/record-event.ts'
import { lockRow } from '../../lifecycle/store.ts'
import { MAX_PROOFS, PROOF_DAYS } from '../../limits.ts'
import { offeredMethods } from '../../offered-methods.ts'
import type { ProofProblem, ProofType } from '../../words.ts'
import { insertProof, listProofRows } from './store.ts'

/**
 * Keeps a proof of identity that a person handed in, sealed under their key, until staff decide on it. The caller has checked
 * the file and who hands it in. Null when it is kept.
 */
export async function handInProof(
  tx: ShopTransaction,
  requestId: string,
  { file, type }: { file: Uint8Array; type: ProofType },
): Promise<ProofProblem | null> {
  const row = await lockRow(tx, requestId)
  const key = row?.subjectId && (await keyOf(tx, row.subjectId))
  const isOffered = (await offeredMethods(tx)).includes('proof_of_identity')
  if (!row?.subjectId || !key || !awaitsIdentity(row.state) || !isOffered) return 'not_now'
  const now = clock.now()
  if ((await listProofRows(tx, requestId, now)).length >= MAX_PROOFS) return 'too_many'
  await insertProof(tx, {
    id: uuidv7(),
    requestId,
    mediaType: type,
    bytes: file.byteLength,
    content: vault.seal(key, file, subjectContext(tx.shop, row.subjectId)),
    handedInAt: now,
    deleteAt: addDays(now, PROOF_DAYS),
  })
  const said = { at: now, actor: 'person', actorId: null, note: null, facts: {} } as const
  if (row.state === 'received') {
    const asked = { ...said, actor: 'kept', move: 'check_identity' } as const
    await recordEvent(tx, { requestId, seen: null, event: asked })
  }
  await recordEvent(tx, { requestId, seen: null, event: { ...said, move: 'hand_in_proof' } })
  return null
}
