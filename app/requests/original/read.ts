import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { keyOf, subjectContext } from '../../subjects/index.ts'
import { readOriginalRow } from './store.ts'

/** The e-mail with which a request came, byte for byte. Null when there is none (any more). */
export async function readOriginal(tx: ShopTransaction, requestId: string): Promise<Buffer | null> {
  const row = await readOriginalRow(tx, requestId)
  const key = row && (await keyOf(tx, row.subjectId))
  return row && key ? vault.open(key, row.sealed, subjectContext(tx.shop, row.subjectId)) : null
}
