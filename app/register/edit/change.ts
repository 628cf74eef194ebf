import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { diffRegisters } from '../diff.ts'
import type { EntryRef } from '../entries.ts'
import type { Register } from '../model.ts'
import { withConfirmed } from '../suggested.ts'
import { lockDraft } from '../versions/store.ts'
import { applyEdits, type Edit, type PartIssue } from './apply.ts'
import { partHash, partOf } from './parts.ts'
import { type LastEdit, lastEditOf, writeEdited } from './store.ts'

/** The conflict of a save: both versions, and who saved first. */
export interface Conflict {
  ref: EntryRef
  /** The present part; null when it was removed. */
  theirs: unknown
  /** The `base` with which the form can save over it. */
  hash: string | null
  /** Null when the part was last changed before Kept stored who does. */
  last: LastEdit | null
  /** The present draft, for describing the differences. */
  register: Register
}

export type ChangeResult =
  | { ok: true; register: Register; revision: number }
  | { ok: false; reason: 'no_draft' }
  | { ok: false; reason: 'conflict'; conflict: Conflict }
  | { ok: false; reason: 'invalid'; issues: PartIssue[] }

/**
 * Changes parts of the draft under its lock. `edits` is asked with the draft as it is then; all of what it gives is
 * saved or nothing. A part that was changed since the edit began is never written over. `confirms`: what staff saved
 * by hand, they stand for.
 */
export async function changeDraft(
  tx: ShopTransaction,
  staffId: string,
  edits: (register: Register) => readonly Edit[],
  { confirms = false }: { confirms?: boolean } = {},
): Promise<ChangeResult> {
  const draft = await lockDraft(tx)
  if (!draft) return { ok: false, reason: 'no_draft' }
  const { register: before, revision } = draft
  const wanted = edits(before)
  const applied = applyEdits(before, wanted)
  if (applied.ok) {
    const after = confirms ? withConfirmed(applied.register, wanted) : applied.register
    const same = diffRegisters(before, after).length === 0 && after.suggested.length === before.suggested.length
    const by = { by: staffId, at: clock.now() }
    return { ok: true, register: after, revision: same ? revision : await writeEdited(tx, { before, after, ...by }) }
  }
  if (applied.reason === 'invalid') return applied
  const { kind, id } = applied.edit
  const ref: EntryRef = { kind, id }
  const theirs = partOf(before, ref) ?? null
  const last = await lastEditOf(tx, ref)
  return { ok: false, reason: 'conflict', conflict: { ref, theirs, hash: partHash(theirs), last, register: before } }
}
