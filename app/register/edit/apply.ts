import type { z } from 'zod'
import type { EntryRef, Path } from '../entries.ts'
import { type Register, register } from '../model.ts'
import type { ProblemCode } from '../problems.ts'
import { isTooLarge } from '../size.ts'
import { partHash, partOf, startOfPart, withPart } from './parts.ts'

/** An entry with every text at full length in a dozen languages is about 1 MB of JSON. */
export const MAX_ENTRY_BYTES = 4_000_000
/** Undoing a removal can edit every entry that named the removed one. */
export const MAX_UNDO_BYTES = 16_000_000

/** One part as staff want it, and the part that they started from. */
export interface Edit extends EntryRef {
  /** The `partHash` of the part that was edited; null when it did not exist. */
  base: string | null
  /** The new value; null removes the entry. */
  value: unknown
  /** The index of an inserted entry among those of its kind; the end by default. */
  at?: number | undefined
}

export interface PartIssue {
  issue: z.core.$ZodIssue
  /** The path in the part of the first edit. */
  path: Path
}

export type ApplyResult =
  | { ok: true; register: Register }
  /** The value is not valid in a register. */
  | { ok: false; reason: 'invalid'; issues: PartIssue[] }
  /** Somebody changed this part since it was read, to another value. */
  | { ok: false; reason: 'conflict'; edit: Edit }

const TOO_LARGE: PartIssue = {
  issue: { code: 'custom', path: [], message: 'register_too_large' satisfies ProblemCode, input: undefined },
  path: [],
}

/** Applies all edits or none. Edits of different parts never conflict. */
export function applyEdits(before: Register, edits: readonly Edit[]): ApplyResult {
  const edited = edits.reduce<object>((after, edit) => withPart(after, edit, edit.value, edit.at), before)
  const parsed = register.safeParse(edited, { reportInput: true })
  if (!parsed.success) {
    const start = edits[0] ? startOfPart(edits[0]) : 0
    const issues = parsed.error.issues.map((issue) => ({ issue, path: plain(issue.path.slice(start)) }))
    return { ok: false, reason: 'invalid', issues }
  }
  const after = parsed.data
  if (isTooLarge(after, before)) return { ok: false, reason: 'invalid', issues: [TOO_LARGE] }
  // A part that already has the wanted value is no conflict, so that a repeated save is harmless.
  const stale = edits.find((edit) => {
    const now = partHash(partOf(before, edit))
    return now !== edit.base && now !== partHash(partOf(after, edit))
  })
  return stale ? { ok: false, reason: 'conflict', edit: stale } : { ok: true, register: after }
}

const plain = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)))
