import type { ShopTransaction } from '../../platform/db.ts'
import { keyOf } from '../../subjects/index.ts'
import { readRow } from '../lifecycle/store.ts'
import type { RequestState } from '../words.ts'
import type { HeldSealing } from './store.ts'

const WORKED_ON: readonly RequestState[] = ['in_progress', 'waiting_for_person']

/**
 * Under whose key a request's rows are sealed. Null when they may not be read or shown: nobody is identified, or the
 * person was erased (GDPR Art. 12(6)).
 */
export async function sealingOf(tx: ShopTransaction, requestId: string): Promise<HeldSealing | null> {
  const row = await readRow(tx, requestId)
  if (!row?.isIdentified || row.subjectId === null) return null
  const key = await keyOf(tx, row.subjectId)
  return key && { key, subjectId: row.subjectId }
}

/** Like `sealingOf`, while the request is worked on: nothing more is read for one that is closed. */
export async function sealingToCollect(tx: ShopTransaction, requestId: string): Promise<HeldSealing | null> {
  const row = await readRow(tx, requestId)
  return row && WORKED_ON.includes(row.state) ? sealingOf(tx, requestId) : null
}
