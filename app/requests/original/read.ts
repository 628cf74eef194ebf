import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { keyOf, subjectContext } from '../../subjects/index.ts'
import { readRow } from '../lifecycle/store.ts'
import { readOriginalRow } from './store.ts'

/** The e-mail with which a request came, byte for byte. Null when there is none (any more). */
export async function readOriginal(tx: ShopTransaction, requestId: string): Promise<Buffer | null> {
  const subjectId = (await readRow(tx, requestId))?.subjectId
  const key = subjectId && (await keyOf(tx, subjectId))
  const sealed = key && (await readOriginalRow(tx, requestId))
  return sealed && subjectId ? vault.open(key, sealed, subjectContext(tx.shop, subjectId)) : null
}
