/**
 * Describes findings, changes and import errors in sentences. All the register's sentences for staff are in
 * `messages/`.
 */
import { createTranslator } from 'use-intl/core'
import type { StaffLanguage } from '../platform/i18n.ts'
import { typesetAll } from '../platform/typography.ts'
import type { Change, FieldChange } from './diff.ts'
import { languageOfField } from './diff.ts'
import { COLLECTIONS, type EntryRef } from './entries.ts'
import type { ImportError } from './files/import.ts'
import en from './messages/en.json' with { type: 'json' }
import formEn from './messages/form.en.json' with { type: 'json' }
import formFr from './messages/form.fr.json' with { type: 'json' }
import fr from './messages/fr.json' with { type: 'json' }
import { lifetime, type Register } from './model.ts'
import type { RegisterFinding } from './rules/index.ts'
import { isSentence } from './sentences.ts'
import { inLanguage, type Text } from './text.ts'
import { ENTRY_KINDS, type EntryKind, LANGUAGES, type PartKind } from './words.ts'

const MESSAGES = { en: { ...en, form: formEn }, fr: typesetAll({ ...fr, form: formFr }, 'fr') } satisfies Record<
  StaffLanguage,
  object
>

export type RegisterMessages = (typeof MESSAGES)['en']

/** The register's sentences and labels in one language, for pages that format them. */
export const registerMessages = (language: StaffLanguage): RegisterMessages => MESSAGES[language]

/** Finds a message by a path such as `words.legalBasis.consent`, and fills in its values. */
export type StaffTranslator = (path: string, values?: Record<string, string | number>) => string

/** Whether a message exists, for optional ones such as help texts. */
export function hasMessage(path: string, language: StaffLanguage): boolean {
  const found = path.split('.').reduce<unknown>((node, step) => Object(node)[step], MESSAGES[language])
  return typeof found === 'string'
}

const translators = new Map<StaffLanguage, StaffTranslator>()

/** @throws Error for a path without a message: a programming error that no page should hide. */
export function staffTranslator(language: StaffLanguage): StaffTranslator {
  const known = translators.get(language)
  if (known) return known
  const found = createTranslator({
    locale: language,
    messages: MESSAGES[language],
    onError: (error) => {
      throw error
    },
  })
  // Paths are built from codes, which types cannot follow. A test reads every code in every language.
  const translate = found as unknown as StaffTranslator
  translators.set(language, translate)
  return translate
}

const isText = (value: unknown): value is Text =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.entries(value).every(([key, text]) => LANGUAGES.some((each) => each === key) && typeof text === 'string')

const hasText = <Key extends string>(value: unknown, key: Key): value is Record<Key, Text> =>
  typeof value === 'object' && value !== null && key in value && isText((value as Record<string, unknown>)[key])

const names = new Map<string, Intl.DisplayNames>()

/** Kept, because a list of hundreds of countries would create hundreds of them. */
function displayNames(language: StaffLanguage, type: 'region' | 'language'): Intl.DisplayNames {
  const key = `${language} ${type}`
  const known = names.get(key) ?? new Intl.DisplayNames([language], { type })
  names.set(key, known)
  return known
}

interface Nameable {
  name?: unknown
  title?: unknown
  pattern?: unknown
  subject?: unknown
  action?: unknown
  months?: unknown
  trigger?: unknown
  section?: unknown
  text?: unknown
}

/** Characters of a text that stand for its missing title in a list. */
const EXCERPT = 50

/** The name of a register part: its name or title, a tracker's pattern, what a retention rule does, or its id. */
function nameOf(entry: unknown, ref: EntryRef, language: StaffLanguage, register: Register): string {
  const named = entry as Nameable | undefined
  const text = named?.name ?? named?.title
  if (isText(text)) {
    const said = inLanguage(text, language, register.languages.default)
    if (said !== '') return said
  }
  if (ref.kind === 'retention_rule' && named) return nameOfRule(named, language)
  if (ref.kind === 'clause' && isText(named?.text)) {
    const said = inLanguage(named.text, language, register.languages.default)
    const start = said.length > EXCERPT ? `${said.slice(0, EXCERPT).trimEnd()}…` : said
    return `${staffTranslator(language)(`words.policySection.${named.section}`)} – ${start}`
  }
  if (ref.kind === 'sentence' && ref.id !== null && isSentence(ref.id))
    return staffTranslator(language)(`sentences.${ref.id}`)
  return typeof named?.pattern === 'string' ? named.pattern : (ref.id ?? '')
}

/** A retention rule has no name: it is described by its subject, action and trigger. */
function nameOfRule({ subject, action, months, trigger }: Nameable, language: StaffLanguage): string {
  const translate = staffTranslator(language)
  const lower = (text: string) => text.charAt(0).toLocaleLowerCase(language) + text.slice(1)
  return translate('form.ruleName', {
    subject: translate(`words.retentionSubject.${subject}`),
    action: lower(translate(`words.retentionAction.${action}`)),
    trigger: lower(translate(`words.retentionTrigger.${trigger}`)),
    months: Number(months),
  })
}

export function nameOfEntry(register: Register, ref: EntryRef, language: StaffLanguage): string {
  const kind = ENTRY_KINDS.find((each): each is EntryKind => each === ref.kind)
  const entries: readonly { id: string }[] = kind ? register[COLLECTIONS[kind]] : []
  return nameOf(
    entries.find(({ id }) => id === ref.id),
    ref,
    language,
    register,
  )
}

/** A finding as a sentence that tells what to do. */
export function describeFinding(finding: RegisterFinding, language: StaffLanguage): string {
  const translate = staffTranslator(language)
  const { country, kind, audience, language: written } = finding.values
  return translate(`findings.${finding.code}`, {
    ...finding.values,
    ...(country && { country: displayNames(language, 'region').of(String(country)) ?? country }),
    ...(written && { language: displayNames(language, 'language').of(String(written)) ?? written }),
    ...(kind && { kind: translate(`kinds.${kind}`) }),
    ...(audience && { audience: translate(`words.audience.${audience}`) }),
  })
}

export function describeImportError(error: ImportError, language: StaffLanguage): string {
  const translate = staffTranslator(language)
  const kind = error.values.kind
  const problem = translate(`problems.${error.code}`, {
    ...error.values,
    ...(kind && { kind: translate(`kinds.${kind}`) }),
  })
  return translate('importError', { line: error.line, column: error.column, path: error.path, problem })
}

/** Fields with a value from a word list, and the key of the list's labels. */
const WORDS_OF_FIELD: Record<string, string> = {
  audience: 'audience',
  legalBasis: 'legalBasis',
  specialCondition: 'specialCondition',
  channel: 'channel',
  askedAt: 'askedAt',
  signal: 'signal',
  provision: 'provision',
  sources: 'source',
  service: 'service',
  mechanism: 'mechanism',
  subject: 'retentionSubject',
  trigger: 'retentionTrigger',
  action: 'retentionAction',
  party: 'party',
  storage: 'trackerStorage',
  exemption: 'trackerExemption',
  identityMethods: 'identityMethod',
  section: 'policySection',
  unit: 'lifetimeUnit',
  'purpose.topic': 'purposeTopic',
  'data_category.topic': 'dataTopic',
  'recipient.kind': 'recipientKind',
}

/** Fields with ids as values, and the kind of entry. */
const KIND_OF_FIELD: Record<string, EntryKind> = {
  dataCategories: 'data_category',
  recipients: 'recipient',
  retentionRules: 'retention_rule',
  recipient: 'recipient',
  purpose: 'purpose',
}

/** The value of a field for readers; `field` is its name without the path (`legalBasis`, `keeps`). */
export function describeValue(
  kind: PartKind,
  field: string,
  value: unknown,
  { register, language }: { register: Register; language: StaffLanguage },
): string {
  const translate = staffTranslator(language)
  const words = WORDS_OF_FIELD[field] ?? WORDS_OF_FIELD[`${kind}.${field}`]
  if (value === null || value === undefined || value === '') return translate('diff.nothing')
  if (typeof value === 'boolean') return translate(value ? 'diff.yes' : 'diff.no')
  if (typeof value === 'string') {
    if (words) return translate(`words.${words}.${value}`)
    if (field === 'country') return displayNames(language, 'region').of(value) ?? value
    if (field === 'default' || field === 'offered') return displayNames(language, 'language').of(value) ?? value
    const named = KIND_OF_FIELD[field]
    return named ? nameOfEntry(register, { kind: named, id: value }, language) : value
  }
  if (hasText(value, 'keeps')) return inLanguage(value.keeps, language, register.languages.default)
  if (isText(value)) return inLanguage(value, language, register.languages.default)
  const lasting = lifetime.safeParse(value)
  if (lasting.success)
    return translate(`lifetime.${lasting.data.unit}`, 'value' in lasting.data ? { value: lasting.data.value } : {})
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** The sentences that describe a change, in the order of its fields. */
export function describeChange(change: Change, after: Register, language: StaffLanguage): string[] {
  const translate = staffTranslator(language)
  const { entry } = change
  const kind = translate(`kinds.${entry.kind}`)
  if (change.change === 'reordered') return [translate('diff.reordered', { kind })]
  if (change.change === 'added' || change.change === 'removed')
    return [translate(`diff.${change.change}`, { kind, name: nameOf(change.value, entry, language, after) })]

  const name = nameOfEntry(after, entry, language) || after.controller.name
  const valueIn = (field: string) => (value: unknown) =>
    describeValue(entry.kind, field, value, { register: after, language })
  return change.fields.flatMap((field) => describeField(field, { kind, name }, valueIn, language))
}

function describeField(
  change: FieldChange,
  about: { kind: string; name: string },
  valueIn: (field: string) => (value: unknown) => string,
  language: StaffLanguage,
): string[] {
  const translate = staffTranslator(language)
  const { field: plain, language: written } = languageOfField(change.field)
  const last = plain.split('.').findLast((step) => !/^\d+$/.test(step)) ?? plain
  const label = translate(`fields.${last}`)
  const field = written
    ? translate('diff.inLanguage', {
        field: label,
        language: displayNames(language, 'language').of(written) ?? written,
      })
    : label
  const value = valueIn(last)
  if (change.type === 'list') {
    const items = (list: unknown[]) => new Intl.ListFormat(language).format(list.map(value))
    const said = [
      ...(change.added.length > 0
        ? [translate('diff.listAdded', { ...about, field, items: items(change.added) })]
        : []),
      ...(change.removed.length > 0
        ? [translate('diff.listRemoved', { ...about, field, items: items(change.removed) })]
        : []),
    ]
    return said.length > 0 ? said : [translate('diff.listReordered', { ...about, field })]
  }
  if (change.before === null || change.before === '')
    return [translate('diff.filled', { ...about, field, after: value(change.after) })]
  if (change.after === null || change.after === '')
    return [translate('diff.emptied', { ...about, field, before: value(change.before) })]
  return [translate('diff.changed', { ...about, field, before: value(change.before), after: value(change.after) })]
}
