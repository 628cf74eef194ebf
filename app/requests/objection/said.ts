import { currentChoicesOf } from '../../consent/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { versionInForce } from '../../register/index.ts'
import {
  type Identifier,
  identifiersOf,
  keyOf,
  readIdentifiers,
  type SubjectId,
  subjectContext,
} from '../../subjects/index.ts'
import { detailsIn } from '../details.ts'
import { type RequestRow, readDetails, readRequestEvents, readRow } from '../lifecycle/store.ts'
import { type AtOnceKind, isAtOnce } from '../words.ts'
import { type StoppedProcessing, stoppedBy } from './model.ts'

/** Who objects to what, and who says so. */
export interface Objection extends StoppedProcessing {
  requestId: string
  kind: AtOnceKind
  audience: RequestRow['audience']
  subjectId: SubjectId
  /** What the person is known by, with the address that the request was made with. */
  person: Identifier[]
  /** Who filed it, if it was staff: the person told them. */
  staffId: string | null
  source: 'account' | 'privacy_centre'
}

/** Null for another kind of request, and once the person is erased. */
export async function readObjection(tx: ShopTransaction, requestId: string): Promise<Objection | null> {
  const row = await readRow(tx, requestId)
  const { subjectId, kind } = row ?? {}
  const key = subjectId && (await keyOf(tx, subjectId))
  if (!row || !subjectId || !key || !kind || !isAtOnce(kind)) return null
  const sealed = await readDetails(tx, requestId)
  const details = sealed && detailsIn(vault.open(key, sealed, subjectContext(tx.shop, subjectId)).toString('utf8'))
  const register = (await versionInForce(tx))?.register ?? null
  const granted = (await currentChoicesOf(tx, subjectId)).filter((one) => one.granted).map(({ purpose }) => purpose)
  const [first] = await readRequestEvents(tx, row, null)
  const known = await readIdentifiers(tx, subjectId)
  return {
    ...stoppedBy({ kind, named: details?.purposes ?? [], granted }, register),
    requestId,
    kind,
    audience: row.audience,
    subjectId,
    person: [...known, ...identifiersOf({ email: details?.contact })],
    staffId: first?.actor === 'staff' ? first.actorId : null,
    source: row.channel === 'customer_account' ? 'account' : 'privacy_centre',
  }
}
