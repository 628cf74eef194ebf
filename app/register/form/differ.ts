import type { StaffLanguage } from '../../platform/i18n.ts'
import { diffRegisters, languageOfField } from '../diff.ts'
import { withPart } from '../edit/parts.ts'
import type { EntryRef } from '../entries.ts'
import { type Register, register as registerSchema } from '../model.ts'
import { describeValue, staffTranslator } from '../staff-texts.ts'
import { labelOf, languagesIn } from './describe.ts'

/** One field in which two people wrote different values. */
export interface FieldDifference {
  field: string
  theirs: string
  mine: string
}

/** Compares the draft with what staff wrote, field by field. Empty when one of them has no such entry. */
export function fieldDifferences(
  register: Register,
  ref: EntryRef,
  mine: object,
  language: StaffLanguage,
): FieldDifference[] {
  const wanted = registerSchema.safeParse(withPart(register, ref, mine))
  if (!wanted.success) return []
  const after = wanted.data
  const change = diffRegisters(register, after).find(({ entry }) => entry.kind === ref.kind && entry.id === ref.id)
  if (change?.change !== 'changed') return []
  return change.fields.map((field) => {
    const { field: path, language: written } = languageOfField(field.field)
    const name = path.split('.').findLast((step) => !/^\d+$/.test(step)) ?? path
    const label = labelOf(name, ref.kind, language)
    const translate = (value: unknown): string =>
      Array.isArray(value)
        ? value.map(translate).join(', ') || staffTranslator(language)('diff.nothing')
        : describeValue(ref.kind, name, value, { register: after, language })
    const [theirs, own] = field.type === 'list' ? [field.removed, field.added] : [field.before, field.after]
    const [inLanguage] = written ? languagesIn(language, [written]) : []
    return {
      field: inLanguage
        ? staffTranslator(language)('diff.inLanguage', { field: label, language: inLanguage.label })
        : label,
      theirs: translate(theirs),
      mine: translate(own),
    }
  })
}
