import type { z } from 'zod'
import type { EntryRef, Path } from '../entries.ts'
import { type Register, register } from '../model.ts'
import type { ProblemCode } from '../problems.ts'
import { isTooLarge } from '../size.ts'
import { partHash, partOf, startOfPart, withPart } from './parts.ts'

/** An entry with every text written at full length in a dozen languages is about 1 MB of JSON. */
export const MAX_ENTRY_BYTES = 4_000_000
/** A removal can touch every entry that named what was removed. */
export const MAX_UNDO_BYTES = 16_000_000

/** One part as staff want it, and what it was when they began. */
export interface Edit extends EntryRef {
  /** `hashOf` the part that was edited; null when it was not there. */
  base: string | null
  /** The new value; null takes the entry out. */
  value: unknown
  /** Where an entry that is put in stands among those of its kind; at the end by default. */
  at?: number | undefined
}

export interface PartIssue {
  issue: z.core.$ZodIssue
  /** In the part that the first edit is about. */
  path: Path
}

export type ApplyResult =
  | { ok: true; register: Register }
  /** Not what a register can hold. */
  | { ok: false; reason: 'invalid'; issues: PartIssue[] }
  /** Somebody changed this part since it was read, and to something else. */
  | { ok: false; reason: 'conflict'; edit: Edit }

const TOO_LARGE: PartIssue = {
  issue: { code: 'custom', path: [], message: 'register_too_large' satisfies ProblemCode, input: undefined },
  path: [],
}

/** All of the edits, or none. Edits of different parts never stand in each other's way. */
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
  // What is already as it is wanted is no conflict: the same save twice is one save.
  const stale = edits.find((edit) => {
    const now = partHash(partOf(before, edit))
    return now !== edit.base && now !== partHash(partOf(after, edit))
  })
  return stale ? { ok: false, reason: 'conflict', edit: stale } : { ok: true, register: after }
}

const plain = (path: readonly PropertyKey[]): Path =>
  path.map((step) => (typeof step === 'number' ? step : String(step)))
