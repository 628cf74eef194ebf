import type { StaffLanguage } from '../../platform/i18n.ts'
import { ADMIN_FIELDS } from '../admin-fields.ts'
import { COLLECTIONS, type EntryRef } from '../entries.ts'
import { MAX_BLOCK, MAX_NAME, MAX_TEXT, MOST_ITEMS } from '../limits.ts'
import type { Register } from '../model.ts'
import { hasMessage, nameOfEntry, type StaffTranslator, staffTranslator } from '../staff-texts.ts'
import { ENTRY_KINDS, type EntryKind, LANGUAGES, type PartKind } from '../words.ts'
import type { Control, Field, FormSection, Option } from './controls.ts'
import { countriesIn } from './countries-in.ts'
import type { FieldSpec } from './spec-types.ts'
import { FORMS } from './specs.ts'
import { WORD_LISTS, type WordList } from './words-of-fields.ts'

interface Describing {
  register: Register
  language: StaffLanguage
  translate: StaffTranslator
  kind: PartKind
  /** The names of the enclosing fields, with which labels and help texts are found: `legalHolds_`. */
  inside: string
}

/** The form of one kind of part, in the staff's language, with the register's entries as options. */
export function formOf(register: Register, kind: PartKind, language: StaffLanguage): FormSection[] {
  const translate = staffTranslator(language)
  const describing = { register, language, translate, kind, inside: '' }
  return FORMS[kind].map(({ section, fields }) => ({
    title: translate(`form.sections.${section}`),
    fields: fields.map((field) => fieldOf(field, describing)),
  }))
}

/**
 * The label of a field: `legalBasis` is "Legal basis". A nested field has its parent's name before it:
 * `legalHolds_months`.
 */
export function labelOf(name: string, kind: PartKind, language: StaffLanguage): string {
  const translate = staffTranslator(language)
  const own = `form.labels.${kind}.${name}`
  const label = hasMessage(own, language) ? translate(own) : translate(`fields.${name.split('_').at(-1)}`)
  return label.charAt(0).toLocaleUpperCase(language) + label.slice(1)
}

function fieldOf(spec: FieldSpec, describing: Describing): Field {
  const { translate, kind, language, inside } = describing
  const name = inside + spec.name
  const help = `form.help.${kind}.${name}`
  return {
    name: spec.name,
    label: labelOf(name, kind, language),
    help: hasMessage(help, language) ? translate(help) : '',
    when: spec.when ?? null,
    ...controlOf(spec, describing),
  }
}

function controlOf(spec: FieldSpec, describing: Describing): Control {
  const within = { ...describing, inside: `${spec.name}_` }
  const fieldsOf = (fields: FieldSpec[]) => fields.map((field) => fieldOf(field, within))
  switch (spec.control) {
    case 'line': {
      const { format = 'text', max = MAX_NAME, nullable = false } = spec
      return { control: 'line', format, max, nullable }
    }
    case 'block':
      return { control: 'block', max: MAX_BLOCK }
    case 'number':
      return { control: 'number', min: spec.min ?? 0, max: spec.max }
    case 'date':
    case 'switch':
      return { control: spec.control }
    case 'one':
      return { control: 'one', options: optionsOf(spec.words, describing), nullable: spec.nullable ?? false }
    case 'many':
      return { control: 'many', options: optionsOf(spec.words, describing) }
    case 'pick':
      return { control: 'pick', options: optionsOf(spec.words, describing), free: spec.words === 'adminField' }
    case 'text':
      return { control: 'text', lines: spec.lines ?? false, max: spec.lines ? MAX_TEXT : MAX_NAME }
    case 'texts':
      return { control: 'texts', max: MAX_NAME, most: MOST_ITEMS }
    case 'group':
      return { control: 'group', fields: fieldsOf(spec.fields), blank: spec.blank }
    case 'variant': {
      const fields = Object.entries(spec.fields).map(([choice, of]) => [choice, fieldsOf(of)])
      const { by, blanks } = spec
      const options = optionsOf(spec.words, describing)
      return { control: 'variant', by, options, fields: Object.fromEntries(fields), blanks }
    }
    case 'list': {
      const add = describing.translate('form.addHold')
      return { control: 'list', fields: fieldsOf(spec.fields), blank: spec.blank, most: spec.most, add }
    }
  }
}

type Words = WordList | EntryKind | 'country' | 'language' | 'adminField'

const isWordList = (words: Words): words is WordList => words in WORD_LISTS
const isEntryKind = (words: Words): words is EntryKind => ENTRY_KINDS.some((kind) => kind === words)

function optionsOf(words: Words, { register, language, translate }: Describing): Option[] {
  if (isWordList(words)) {
    return WORD_LISTS[words].map((value) => ({ value, label: translate(`words.${words}.${value}`) }))
  }
  if (isEntryKind(words)) {
    const ids = [...register[COLLECTIONS[words]]].map(({ id }) => id)
    return ids.map((id) => ({ value: id, label: nameOfPart(register, { kind: words, id }, language) }))
  }
  if (words === 'country') return countriesIn(language)
  if (words === 'adminField') return ADMIN_FIELDS.map((value) => ({ value, label: value }))
  return languagesIn(language, LANGUAGES)
}

/** Languages under their names in a language. */
export function languagesIn(language: StaffLanguage, codes: readonly string[]): Option[] {
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return codes.map((value) => ({ value, label: names.of(value) ?? value }))
}

/** The name of an entry, or the kind's name for a single part. */
export const nameOfPart = (register: Register, { kind, id }: EntryRef, language: StaffLanguage): string =>
  id === null ? staffTranslator(language)(`kinds.${kind}`) : nameOfEntry(register, { kind, id }, language) || id
