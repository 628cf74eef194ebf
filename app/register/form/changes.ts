import type { StaffLanguage } from '../../platform/i18n.ts'
import { diffRegisters } from '../diff.ts'
import { partHash, partOf } from '../edit/parts.ts'
import type { EntryRef } from '../entries.ts'
import type { Register } from '../model.ts'
import { sayChange } from '../say.ts'
import { aboutPart } from './overview.ts'

/** What changes in one part, in sentences. */
export interface SaidChange {
  ref: EntryRef
  change: 'added' | 'removed' | 'changed' | 'reordered'
  about: string
  sentences: string[]
  /** The hash of the part as it is in `after`; null when it is not there any more. */
  base: string | null
}

export interface SaidChanges {
  total: number
  first: SaidChange[]
}

/** What `after` changes in `before`: the first `size` parts, and how many there are. */
export function sayChanges(
  before: Register,
  after: Register,
  { language, size }: { language: StaffLanguage; size: number },
): SaidChanges {
  const changes = diffRegisters(before, after)
  const first = changes.slice(0, size).map((change): SaidChange => {
    const ref = change.entry
    const named = change.change === 'removed' ? before : after
    return {
      ref,
      change: change.change,
      about: aboutPart(named, ref, language),
      sentences: sayChange(change, after, language),
      base: partHash(partOf(after, ref)),
    }
  })
  return { total: changes.length, first }
}
