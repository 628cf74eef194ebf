import type { StaffLanguage } from '../../platform/i18n.ts'
import type { IsoDate } from '../calendar.ts'
import { partHash, partOf } from '../edit/parts.ts'
import type { EntryRef } from '../entries.ts'
import { fixedSentence, type Register } from '../model.ts'
import { isSentence } from '../sentences.ts'
import { ENTRY_KINDS, type EntryKind, isAddable, type Language, type PartKind } from '../words.ts'
import { blankOf } from './blanks.ts'
import { findingsIn } from './check.ts'
import type { FieldFinding, FormSection, Option } from './controls.ts'
import { formOf, languagesIn, nameOfPart } from './describe.ts'

/** Everything that a page needs to edit one part of the register. */
export interface OpenForm {
  title: string
  sections: FormSection[]
  value: object
  /** The hash of the part when the form was opened; null for a new entry. */
  base: string | null
  findings: FieldFinding[]
  /** The languages of the form's texts, the register's own first. */
  languages: Option[]
}

/** The form of an existing part, or of a new entry (`id` null). Null when the entry does not exist. */
export function openForm(
  register: Register,
  { kind, id }: EntryRef,
  { language, today }: { language: StaffLanguage; today: IsoDate },
): OpenForm | null {
  const entryKind = ENTRY_KINDS.find((each): each is EntryKind => each === kind)
  const isNew = entryKind !== undefined && id === null
  if (isNew && !isAddable(entryKind)) return null
  const part = isNew ? blankOf(entryKind, register) : (partOf(register, { kind, id }) ?? untouchedSentence(kind, id))
  if (typeof part !== 'object' || part === null) return null
  return {
    title: isNew ? '' : nameOfPart(register, { kind, id }, language),
    sections: formOf(register, kind, language),
    value: part,
    base: partHash(partOf(register, { kind, id })),
    findings: isNew ? [] : findingsIn(register, { kind, id }, { language, today }),
    languages: languagesIn(language, writtenIn(register)),
  }
}

/** A fixed sentence that the register says nothing of yet. */
const untouchedSentence = (kind: PartKind, id: string | null): object | undefined =>
  kind === 'sentence' && id !== null && isSentence(id) ? fixedSentence.parse({ id }) : undefined

function writtenIn({ languages }: Register): Language[] {
  return [languages.default, ...languages.offered.filter((each) => each !== languages.default)]
}
