import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { answers } from './answer-port.ts'
import { readOwn } from './read-own.ts'
import type { KnownVisitor } from './who-asks.ts'

/** Whether a person may download the answer to a request of theirs now; the download is noted. */
export async function beginDownload(tx: ShopTransaction, visitor: KnownVisitor, id: string): Promise<boolean> {
  const own = await readOwn(tx, visitor, id)
  if (!own?.downloadUntil) return false
  return answers.noteDownload(tx, id)
}

/** The answer, portion by portion. Only for whom `beginDownload` has let. */
export const downloadPortions = (shop: ShopDomain, id: string): AsyncIterable<Uint8Array> => answers.portions(shop, id)
