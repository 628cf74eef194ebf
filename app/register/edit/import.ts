import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { ImportError } from '../files/import.ts'
import { runRegisterTask } from '../run-in-thread.ts'
import { keptDraft } from '../versions/store.ts'
import { writeImported } from './store.ts'

export type ReplaceDraftResult =
  | { ok: true; revision: number }
  | { ok: false; reason: 'errors'; errors: ImportError[] }
  /** A colleague saved after the changes were shown: staff must look at them again. */
  | { ok: false; reason: 'changed_since'; errors: [] }

interface Staff {
  shop: ShopDomain
  id: string
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/**
 * Replaces the draft with the register of a file: all of it or nothing. `revision` is the draft's revision when its
 * changes were shown; null when there was no draft.
 */
export async function replaceDraft(
  { shop, id, inShop }: Staff,
  { file, revision }: { file: Uint8Array; revision: number | null },
): Promise<ReplaceDraftResult> {
  const draft = await inShop(keptDraft)
  const changedSince: ReplaceDraftResult = { ok: false, reason: 'changed_since', errors: [] }
  if ((draft?.revision ?? null) !== revision) return changedSince
  const read = await runRegisterTask('readImport', { file, draft: draft?.content ?? null })
  if (!read.ok) return { ok: false, reason: 'errors', errors: read.errors }
  const written = await writeImported(shop, { ...read, revision, by: id, at: clock.now() })
  return written === null ? changedSince : { ok: true, revision: written }
}
