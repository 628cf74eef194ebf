import type { StaffLanguage } from '../../platform/i18n.ts'
import { diffRegisters } from '../diff.ts'
import { partHash, partOf } from '../edit/parts.ts'
import type { EntryRef } from '../entries.ts'
import type { Register } from '../model.ts'
import { describeChange } from '../staff-texts.ts'
import { partTitle } from './overview.ts'

/** The changes of one part, in sentences. */
export interface DescribedChange {
  ref: EntryRef
  change: 'added' | 'removed' | 'changed' | 'reordered'
  about: string
  sentences: string[]
  /** The hash of the part in `after`; null when it was removed. */
  base: string | null
}

export interface DescribedChanges {
  total: number
  first: DescribedChange[]
}

/** The changes from `before` to `after`: the first `size` parts, and the total number. */
export function describeChanges(
  before: Register,
  after: Register,
  { language, size }: { language: StaffLanguage; size: number },
): DescribedChanges {
  const changes = diffRegisters(before, after)
  const first = changes.slice(0, size).map((change): DescribedChange => {
    const ref = change.entry
    const named = change.change === 'removed' ? before : after
    return {
      ref,
      change: change.change,
      about: partTitle(named, ref, language),
      sentences: describeChange(change, after, language),
      base: partHash(partOf(after, ref)),
    }
  })
  return { total: changes.length, first }
}
