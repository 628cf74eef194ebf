import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { vault } from '../../../platform/vault.ts'
import { keyOf, subjectContext } from '../../../subjects/index.ts'
import { PROOF_TYPES, type ProofType } from '../../words.ts'
import { listProofRows, readProofRow } from './store.ts'

export interface ListedProof {
  id: string
  type: ProofType
  bytes: number
  handedInAt: Date
  deleteAt: Date
}

/** The proofs that wait for a decision. */
export async function listProofs(tx: ShopTransaction, requestId: string): Promise<ListedProof[]> {
  const rows = await listProofRows(tx, requestId, clock.now())
  return rows.flatMap(({ mediaType, ...row }) => {
    const type = PROOF_TYPES.find((each) => each === mediaType)
    return type ? [{ ...row, type }] : []
  })
}

/** A proof as it was handed in. Null when there is no such proof of this request (any more). */
export async function readProof(
  tx: ShopTransaction,
  which: { id: string; requestId: string },
): Promise<{ file: Buffer; type: ProofType } | null> {
  const row = await readProofRow(tx, which, clock.now())
  const key = row && (await keyOf(tx, row.subjectId))
  const type = PROOF_TYPES.find((each) => each === row?.mediaType)
  return row && key && type ? { file: vault.open(key, row.sealed, subjectContext(tx.shop, row.subjectId)), type } : null
}
