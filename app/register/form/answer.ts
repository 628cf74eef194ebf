import type { StaffLanguage } from '../../platform/i18n.ts'
import type { IsoDate } from '../calendar.ts'
import type { Edit } from '../edit/apply.ts'
import type { Conflict } from '../edit/change.ts'
import { partHash, partOf } from '../edit/parts.ts'
import type { RemoveResult } from '../edit/remove.ts'
import type { SaveResult } from '../edit/save.ts'
import type { EntryRef } from '../entries.ts'
import type { PartKind } from '../words.ts'
import { findingsIn, problemsOf } from './check.ts'
import type { FieldFinding, FieldProblem } from './controls.ts'
import { type FieldDifference, fieldDifferences } from './differ.ts'
import { partTitle } from './overview.ts'

/** The conflict that a page shows when somebody else saved the same part. */
export interface DescribedConflict {
  /** The present part; null when it was removed. */
  theirs: object | null
  /** The `base` with which the form can save over it. */
  hash: string | null
  /** Shopify's id of the person who saved it; null when it was the same person in another window. */
  by: string | null
  at: Date | null
  differences: FieldDifference[]
}

export type SaveAnswer =
  | { answer: 'saved'; id: string | null; base: string | null; value: object; findings: FieldFinding[] }
  | { answer: 'invalid'; problems: FieldProblem[] }
  | { answer: 'conflict'; conflict: DescribedConflict }
  | { answer: 'no_draft' }

interface Reader {
  language: StaffLanguage
  today: IsoDate
  staffId: string
}

/** The result of a save, as its form shows it. */
export function answerToSave(
  saved: SaveResult,
  { kind, value }: { kind: PartKind; value: object },
  reader: Reader,
): SaveAnswer {
  if (saved.ok) {
    const ref = { kind, id: saved.id }
    const part = partOf(saved.register, ref)
    const now = typeof part === 'object' && part !== null ? part : value
    return {
      answer: 'saved',
      id: saved.id,
      base: partHash(part),
      value: now,
      findings: findingsIn(saved.register, ref, reader),
    }
  }
  if (saved.reason === 'no_draft') return { answer: 'no_draft' }
  if (saved.reason === 'invalid')
    return { answer: 'invalid', problems: problemsOf(saved.issues, kind, reader.language) }
  return { answer: 'conflict', conflict: describeConflict(saved.conflict, value, reader) }
}

function describeConflict(
  { theirs, hash, last, register, ref }: Conflict,
  mine: object,
  { language, staffId }: Reader,
): DescribedConflict {
  const own = ref.id === null ? mine : { ...mine, id: ref.id }
  return {
    theirs: typeof theirs === 'object' ? theirs : null,
    hash,
    by: last && last.by !== staffId ? last.by : null,
    at: last?.at ?? null,
    differences: fieldDifferences(register, ref, own, language),
  }
}

export type RemovalAnswer =
  | { answer: 'removed'; undo: Edit[] }
  /** Other entries refer to it: which ones, and in which field. */
  | { answer: 'referenced'; by: { ref: EntryRef; name: string; field: string }[] }
  /** It was changed or removed since staff looked at it. */
  | { answer: 'changed' }

/** The result of a removal, as its page shows it. */
export function answerToRemoval(removed: RemoveResult, { language }: Reader): RemovalAnswer {
  if (removed.ok) return { answer: 'removed', undo: removed.undo }
  if (removed.reason !== 'referenced') return { answer: 'changed' }
  const { register, references } = removed
  const by = references.map(({ from, field }) => ({ ref: from, name: partTitle(register, from, language), field }))
  return { answer: 'referenced', by }
}
