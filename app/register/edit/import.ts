import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { apart } from '../apart.ts'
import type { ImportError } from '../import.ts'
import { keptDraft, lockRevision } from '../store.ts'
import { writeImported } from './store.ts'

export type ImportedInto =
  | { ok: true; revision: number }
  | { ok: false; reason: 'errors'; errors: ImportError[] }
  /** A colleague saved since the changes were shown: they have to be looked at again. */
  | { ok: false; reason: 'changed_since'; errors: [] }

interface Staff {
  id: string
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/**
 * Puts the register of a file in place of the draft: all of it or nothing. `revision` is that of the draft whose
 * differences staff saw; null when there was none.
 */
export async function importInto(
  { id, inShop }: Staff,
  { file, revision }: { file: Uint8Array; revision: number | null },
): Promise<ImportedInto> {
  const draft = await inShop(keptDraft)
  const changedSince: ImportedInto = { ok: false, reason: 'changed_since', errors: [] }
  if ((draft?.revision ?? null) !== revision) return changedSince
  const read = await apart('readImport', { file, draft: draft?.content ?? null })
  if (!read.ok) return { ok: false, reason: 'errors', errors: read.errors }
  return inShop(async (tx): Promise<ImportedInto> => {
    if ((await lockRevision(tx)) !== revision) return changedSince
    return { ok: true, revision: await writeImported(tx, { ...read, by: id, at: clock.now() }) }
  })
}
