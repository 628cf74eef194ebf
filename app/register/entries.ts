/**
 * Tables of a register's structure: the collection of each kind of entry, the references between entries, and the
 * texts. Rules, diff, import and the list of translations all use them.
 */
import { isReservedKey } from '../platform/json.ts'
import type { Register } from './model.ts'
import { isWritten, type Text } from './text.ts'
import { ENTRY_KINDS, type EntryKind, type Language, type PartKind, SINGLE_KINDS, type SingleKind } from './words.ts'

export const COLLECTIONS = {
  purpose: 'purposes',
  data_category: 'dataCategories',
  recipient: 'recipients',
  storage_place: 'storagePlaces',
  retention_rule: 'retentionRules',
  tracker: 'trackers',
  clause: 'clauses',
  sentence: 'sentences',
} as const satisfies Record<EntryKind, keyof Register>

export const SINGLES = {
  controller: 'controller',
  rights_channel: 'rightsChannel',
  cookies: 'cookies',
  languages: 'languages',
} as const satisfies Record<SingleKind, keyof Register>

export type EntryOf<Kind extends EntryKind> = Register[(typeof COLLECTIONS)[Kind]][number]
export type AnyEntry = EntryOf<EntryKind>

/** A part of the register: an entry, or a single part (`id` null). */
export interface EntryRef {
  kind: PartKind
  id: string | null
}

export type Path = (string | number)[]

/** The fields in which entries refer to others. `*` stands for every item of a list. */
const REFERENCES = {
  purpose: { 'dataCategories.*': 'data_category', 'recipients.*': 'recipient', 'retentionRules.*': 'retention_rule' },
  data_category: {},
  recipient: {},
  storage_place: { recipient: 'recipient', 'dataCategories.*': 'data_category' },
  retention_rule: { 'dataCategories.*': 'data_category', 'legalHolds.*.dataCategories.*': 'data_category' },
  tracker: { recipient: 'recipient', purpose: 'purpose' },
  clause: {},
  sentence: {},
} as const satisfies Record<EntryKind, Record<string, EntryKind>>

const TEXTS: Record<PartKind, readonly string[]> = {
  purpose: [
    ...['name', 'description', 'legitimateInterest', 'legalObligation', 'withoutIt'],
    ...['automatedDecision.logic', 'automatedDecision.consequences'],
  ],
  data_category: ['name', 'description', 'items.*', 'sourceNote'],
  recipient: ['name', 'description', 'note', 'arrangement'],
  storage_place: ['name', 'description'],
  retention_rule: ['description', 'legalHolds.*.keeps', 'legalHolds.*.reason'],
  tracker: ['description'],
  clause: ['title', 'text'],
  sentence: ['text'],
  controller: [],
  rights_channel: ['identityNote'],
  cookies: [],
  languages: [],
}

interface Found {
  path: Path
  value: unknown
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All values that match a pattern such as `legalHolds.*.keeps`. */
function find(value: unknown, [step, ...rest]: readonly string[], path: Path = []): Found[] {
  if (step === undefined) return value === null || value === undefined ? [] : [{ path, value }]
  if (step === '*')
    return Array.isArray(value) ? value.flatMap((item, index) => find(item, rest, [...path, index])) : []
  return isObject(value) ? find(value[step], rest, [...path, step]) : []
}

/** Every entry of the register with its index. */
function* entriesOf(register: Register): Generator<{ kind: EntryKind; entry: AnyEntry; path: Path }> {
  for (const kind of ENTRY_KINDS) {
    const collection = COLLECTIONS[kind]
    for (const [index, entry] of register[collection].entries()) yield { kind, entry, path: [collection, index] }
  }
}

/** One entry; undefined when it does not exist. */
export function entryOf<Kind extends EntryKind>(register: Register, kind: Kind, id: string): EntryOf<Kind> | undefined {
  const entries: readonly EntryOf<Kind>[] = register[COLLECTIONS[kind]]
  return entries.find((entry) => entry.id === id)
}

/** A part's path in the register's JSON; undefined when it does not exist. */
export function pathOf(register: Register, ref: EntryRef): Path | undefined {
  for (const kind of SINGLE_KINDS) if (kind === ref.kind) return [SINGLES[kind]]
  for (const { kind, entry, path } of entriesOf(register)) if (kind === ref.kind && entry.id === ref.id) return path
  return undefined
}

export interface Reference {
  from: EntryRef
  field: string
  path: Path
  to: { kind: EntryKind; id: string }
}

/** Every reference from one entry to another. */
export function referencesOf(register: Register): Reference[] {
  const references: Reference[] = []
  for (const { kind, entry, path } of entriesOf(register)) {
    for (const [pattern, target] of Object.entries(REFERENCES[kind]) as [string, EntryKind][]) {
      for (const found of find(entry, pattern.split('.'))) {
        references.push({
          from: { kind, id: entry.id },
          field: found.path.join('.'),
          path: [...path, ...found.path],
          to: { kind: target, id: String(found.value) },
        })
      }
    }
  }
  return references
}

/** References to entries that do not exist. */
export function danglingReferences(register: Register): Reference[] {
  const present = new Set<string>()
  for (const { kind, entry } of entriesOf(register)) present.add(`${kind}/${entry.id}`)
  return referencesOf(register).filter(({ to }) => !present.has(`${to.kind}/${to.id}`))
}

/** The references to an entry, which staff see before they delete it. */
export const referencesTo = (register: Register, kind: EntryKind, id: string): Reference[] =>
  referencesOf(register).filter(({ to }) => to.kind === kind && to.id === id)

export interface PlacedText {
  entry: EntryRef
  field: string
  text: Text
}

const textsIn = (entry: EntryRef, value: unknown): PlacedText[] =>
  TEXTS[entry.kind].flatMap((pattern) =>
    // The schema types this field as a text.
    find(value, pattern.split('.')).map(({ path, value }) => ({ entry, field: path.join('.'), text: value as Text })),
  )

/** Every text of the merchant's, written or empty. */
export function textsOf(register: Register): PlacedText[] {
  const ofSingles = SINGLE_KINDS.flatMap((kind) => textsIn({ kind, id: null }, register[SINGLES[kind]]))
  const ofEntries = [...entriesOf(register)].flatMap(({ kind, entry }) => textsIn({ kind, id: entry.id }, entry))
  return [...ofSingles, ...ofEntries]
}

export interface MissingTranslation {
  entry: EntryRef
  field: string
  languages: Language[]
}

/** Texts that exist in some language but not in all of these: by default the shop's languages. */
export function missingTranslations(
  register: Register,
  languages: readonly Language[] = register.languages.offered,
): MissingTranslation[] {
  return textsOf(register)
    .filter(({ text }) => isWritten(text))
    .map(({ entry, field, text }) => ({ entry, field, languages: languages.filter((each) => !text[each]) }))
    .filter((missing) => missing.languages.length > 0)
}

/** A new id from a name: a slug that no entry of the kind has. */
export function newEntryId(register: Register, kind: EntryKind, name: string): string {
  const taken = new Set<string>(register[COLLECTIONS[kind]].map(({ id }) => id))
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const slug = plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+/, '')
    .slice(0, 34)
    .replace(/-+$/, '')
  const base = slug || kind.replaceAll('_', '-')
  // A register holds at most 1,000 entries of a kind, so a free number has at most four digits.
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!taken.has(id) && !isReservedKey(id)) return id
  }
}
