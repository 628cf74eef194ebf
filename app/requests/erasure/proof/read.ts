import type { ShopTransaction } from '../../../platform/db.ts'
import type { StaffLanguage } from '../../../platform/i18n.ts'
import { proofFile } from './model.ts'
import { proofName, renderProof } from './render.ts'
import { readFile } from './store.ts'

export interface AskedProof {
  erasureId: string
  version: number
  as: 'json' | 'html'
  language: StaffLanguage
}

/** A proof as a file: signed, to be verified; or as a page to read and print. Null when there is none. */
export async function readErasureProof(
  tx: ShopTransaction,
  { erasureId, version, as, language }: AskedProof,
): Promise<{ name: string; content: string } | null> {
  const content = await readFile(tx, erasureId, version)
  if (content === null) return null
  const proof = proofFile.parse(JSON.parse(content))
  return { name: `${proofName(proof)}.${as}`, content: as === 'json' ? content : renderProof(proof, language) }
}
