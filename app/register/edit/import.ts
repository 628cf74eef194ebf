import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { type ImportError, importRegister } from '../import.ts'
import type { Register } from '../model.ts'
import { lockDraft } from '../store.ts'
import { writeEdited } from './store.ts'

export type ImportedInto =
  | { ok: true; register: Register }
  | { ok: false; reason: 'errors'; errors: ImportError[] }
  /** A colleague saved since the changes were shown: they have to be looked at again. */
  | { ok: false; reason: 'changed_since'; errors: [] }

/**
 * Puts the register of a file in place of the draft: all of it or nothing. `revision` is that of the draft whose
 * differences staff saw; null when there was none.
 */
export async function importInto(
  tx: ShopTransaction,
  { json, revision }: { json: string; revision: number | null },
  staffId: string,
): Promise<ImportedInto> {
  const imported = importRegister(json)
  if (!imported.ok) return { ok: false, reason: 'errors', errors: imported.errors }
  const draft = await lockDraft(tx)
  if ((draft?.revision ?? null) !== revision) return { ok: false, reason: 'changed_since', errors: [] }
  const before = draft?.register ?? null
  await writeEdited(tx, { before, after: imported.register, by: staffId, at: clock.now() })
  return { ok: true, register: imported.register }
}
