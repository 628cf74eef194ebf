import type { ShopTransaction } from '../../platform/db.ts'
import { type EntryRef, type Path, type Reference, referencesTo } from '../entries.ts'
import type { Register } from '../model.ts'
import { ENTRY_KINDS, type EntryKind } from '../words.ts'
import type { Edit } from './apply.ts'
import { type ChangeResult, changeDraft } from './change.ts'
import { partHash, partOf, placeOf } from './parts.ts'

export interface EntryRemoval {
  kind: EntryKind
  id: string
  /** The hash of the entry that staff saw when they removed it. */
  base: string | null
  /** Whether to remove the references of other entries to it. */
  unlink: boolean
}

export type RemoveResult =
  | Exclude<ChangeResult, { ok: true }>
  | { ok: false; reason: 'referenced'; references: Reference[]; register: Register }
  /** `undo` holds the edits that restore the entry at its place, with the references to it. */
  | { ok: true; register: Register; undo: Edit[] }

/** Removes an entry from the draft. When other entries refer to it, staff must agree to `unlink` it first. */
export async function removeEntry(tx: ShopTransaction, removal: EntryRemoval, staffId: string): Promise<RemoveResult> {
  const { kind, id, base, unlink } = removal
  let references: Reference[] = []
  let before: Register | undefined
  let edits: Edit[] = []
  const changed = await changeDraft(tx, staffId, (register) => {
    before = register
    references = referencesTo(register, kind, id)
    if (references.length > 0 && !unlink) return []
    edits = [{ kind, id, base, value: null }, ...unlinked(register, references)]
    return edits
  })
  if (!changed.ok) return changed
  if (references.length > 0 && !unlink) {
    return { ok: false, reason: 'referenced', references, register: changed.register }
  }
  return { ok: true, register: changed.register, undo: before ? undoOf(before, changed.register, edits) : [] }
}

/** The edits that restore every edited part. */
function undoOf(before: Register, after: Register, edits: readonly Edit[]): Edit[] {
  return edits.flatMap(({ kind, id }) => {
    const ref = { kind, id }
    const value = partOf(before, ref)
    return value === undefined ? [] : [{ ...ref, value, base: partHash(partOf(after, ref)), at: placeOf(before, ref) }]
  })
}

/** Every entry that refers to the removed one, without that reference. */
function unlinked(register: Register, references: readonly Reference[]): Edit[] {
  const entries = new Map<string, { ref: EntryRef; fields: Path[] }>()
  for (const { from, field } of references) {
    const key = `${from.kind}/${from.id}`
    const entry = entries.get(key) ?? { ref: from, fields: [] }
    entry.fields.push(field.split('.'))
    entries.set(key, entry)
  }
  return [...entries.values()].map(({ ref, fields }) => {
    const part = partOf(register, ref)
    // From the last to the first, so that removing a list item does not move the items that are still to be removed.
    const value = fields.toReversed().reduce<unknown>((rest, field) => without(rest, field), part)
    return { ...ref, base: partHash(part), value }
  })
}

function without(value: unknown, [step = '', ...rest]: Path): unknown {
  if (Array.isArray(value)) {
    const index = Number(step)
    return rest.length === 0
      ? value.toSpliced(index, 1)
      : value.map((item, at) => (at === index ? without(item, rest) : item))
  }
  if (typeof value !== 'object' || value === null) return value
  const member = (value as Record<string, unknown>)[step]
  return { ...value, [step]: rest.length === 0 ? null : without(member, rest) }
}

/**
 * Applies the `undo` edits of `removeEntry` or `discardChange`. Like any save, it refuses to overwrite later changes.
 */
export async function undoEdits(tx: ShopTransaction, edits: readonly Edit[], staffId: string): Promise<ChangeResult> {
  return changeDraft(tx, staffId, () =>
    edits.map((edit) => {
      const isEntry = ENTRY_KINDS.some((kind) => kind === edit.kind)
      return isEntry && edit.value !== null ? { ...edit, value: { ...Object(edit.value), id: edit.id } } : edit
    }),
  )
}
