import type { ShopTransaction } from '../../platform/db.ts'
import type { EntryRef } from '../entries.ts'
import { versionInForce } from '../versions/store.ts'
import type { Edit } from './apply.ts'
import { type ChangeResult, changeDraft } from './change.ts'
import { partHash, partOf, placeOf } from './parts.ts'

export type DiscardResult =
  | Exclude<ChangeResult, { ok: true }>
  | { ok: false; reason: 'nothing_published' }
  | { ok: true; undo: Edit[] }

/** Restores one part of the draft from the published version. `base`: the hash of the part that staff saw. */
export async function discardChange(
  tx: ShopTransaction,
  { kind, id, base }: EntryRef & { base: string | null },
  staffId: string,
): Promise<DiscardResult> {
  const version = await versionInForce(tx)
  if (!version) return { ok: false, reason: 'nothing_published' }
  const ref: EntryRef = { kind, id }
  const published = partOf(version.register, ref) ?? null
  const undo: Edit[] = []
  const changed = await changeDraft(tx, staffId, (draft) => {
    const value = partOf(draft, ref) ?? null
    undo.push({ ...ref, base: partHash(published), value, at: placeOf(draft, ref) })
    return [{ ...ref, base, value: published, at: placeOf(version.register, ref) }]
  })
  return changed.ok ? { ok: true, undo } : changed
}
