import type { StaffLanguage } from '../../platform/i18n.ts'
import { diffRegisters } from '../diff.ts'
import { partHash, partOf } from '../edit/parts.ts'
import type { EntryRef } from '../entries.ts'
import type { Register } from '../model.ts'
import { describeChange } from '../staff-texts.ts'
import { partTitle } from './overview.ts'

/** What changes in one part, in sentences. */
export interface DescribedChange {
  ref: EntryRef
  change: 'added' | 'removed' | 'changed' | 'reordered'
  about: string
  sentences: string[]
  /** The hash of the part as it is in `after`; null when it is not there any more. */
  base: string | null
}

export interface DescribedChanges {
  total: number
  first: DescribedChange[]
}

/** What `after` changes in `before`: the first `size` parts, and how many there are. */
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
