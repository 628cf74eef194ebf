import type { ShopTransaction } from '../../platform/db.ts'
import { noteDownload } from '../answer/index.ts'
import { readOwn } from './read-own.ts'
import type { KnownVisitor } from './who-asks.ts'

/** Whether a person may download the answer to a request of theirs now; the download is noted. */
export async function beginDownload(tx: ShopTransaction, visitor: KnownVisitor, id: string): Promise<boolean> {
  const own = await readOwn(tx, visitor, id)
  return own?.downloadUntil ? noteDownload(tx, id, { by: 'person', staffId: null }) : false
}
