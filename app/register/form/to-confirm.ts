import type { StaffLanguage } from '../../platform/i18n.ts'
import { partOf } from '../edit/parts.ts'
import type { EntryRef } from '../entries.ts'
import { lifetime, type Register } from '../model.ts'
import { describeValue, nameOfEntry, staffTranslator } from '../staff-texts.ts'
import { suggestedParts } from '../suggested.ts'
import { storedText } from '../text.ts'
import type { PartKind } from '../words.ts'
import { labelOf, nameOfPart } from './describe.ts'
import type { FieldSpec } from './spec-types.ts'
import { FORMS } from './specs.ts'

/** A part that was suggested, and all that it says, as staff read it before they confirm it. */
export interface PartToConfirm {
  ref: EntryRef
  name: string
  says: { label: string; value: string }[]
}

export interface ToConfirm {
  left: number
  /** Of each kind the parts that are left, kinds in the register's order. */
  groups: { kind: PartKind; parts: PartToConfirm[] }[]
}

/** What nobody has confirmed yet, kind by kind. `fixed` says what a fixed sentence says where nobody changed it. */
export function partsToConfirm(
  register: Register,
  language: StaffLanguage,
  fixed: (sentenceId: string) => string,
): ToConfirm {
  const parts = suggestedParts(register)
  const byKind = Map.groupBy(parts, ({ kind }) => kind)
  return {
    left: parts.length,
    groups: [...byKind].map(([kind, refs]) => ({
      kind,
      parts: refs.map((ref) => ({
        ref,
        name: ref.id === null ? nameOfPart(register, ref, language) : nameOfEntry(register, ref, language),
        says:
          ref.kind === 'sentence' && ref.id !== null && !partOf(register, ref)
            ? [{ label: staffTranslator(language)('fields.text'), value: fixed(ref.id) }]
            : saysOf(register, ref, language),
      })),
    })),
  }
}

/** Every field that says something, by its label in the form. The name stands above. */
function saysOf(register: Register, ref: EntryRef, language: StaffLanguage): PartToConfirm['says'] {
  const part = Object(partOf(register, ref))
  const context = { register, language }
  return (
    FORMS[ref.kind]
      .flatMap(({ fields }): FieldSpec[] => fields)
      // A name stands above what it names; a form shows what it asks for only where it applies.
      .filter(
        ({ name, when }) =>
          (ref.id === null || name !== 'name') && (!when || when.is.includes(String(part[when.field]))),
      )
      .flatMap(({ name }) => {
        const value = valueSaid(ref.kind, name, part[name], context)
        return value === '' ? [] : [{ label: labelOf(name, ref.kind, language), value }]
      })
  )
}

type Context = Parameters<typeof describeValue>[3]

const isNothing = (value: unknown) =>
  value === undefined || value === null || value === '' || value === 'none' || value === false || isEmpty(value)

const isEmpty = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length === 0

/** What a form has in fields of their own inside of a field: who the authority is, and where. */
const isGroup = (value: unknown): value is object =>
  typeof value === 'object' && !storedText.safeParse(value).success && !lifetime.safeParse(value).success

function valueSaid(kind: PartKind, field: string, value: unknown, context: Context): string {
  if (isNothing(value)) return ''
  const { language } = context
  if (Array.isArray(value)) {
    return new Intl.ListFormat(language).format(value.map((each) => valueSaid(kind, field, each, context)))
  }
  if (!isGroup(value)) return describeValue(kind, field, value, context)
  return Object.entries(value)
    .flatMap(([name, inner]) => {
      const said = valueSaid(kind, name, inner, context)
      return said === '' ? [] : [`${labelOf(`${field}_${name}`, kind, language)}: ${said}`]
    })
    .join('; ')
}
