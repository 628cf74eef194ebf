import type { StaffLanguage } from '../../platform/i18n.ts'
import type { IsoDate } from '../calendar.ts'
import { type AnyEntry, COLLECTIONS } from '../entries.ts'
import { fixedSentence, type Register } from '../model.ts'
import { registerFindings } from '../rules/index.ts'
import { SENTENCE_IDS } from '../sentences.ts'
import { describeValue, staffTranslator } from '../staff-texts.ts'
import { type Audience, type EntryKind, isAddable } from '../words.ts'
import { labelOf, nameOfPart } from './describe.ts'
import { NOTHING, type Sort } from './words.ts'

/** An entry's values in the list, besides its name. */
const COLUMNS: Record<EntryKind, readonly string[]> = {
  purpose: ['legalBasis', 'askedAt'],
  data_category: ['topic', 'sources'],
  recipient: ['kind', 'service', 'country'],
  storage_place: ['country', 'recipient'],
  retention_rule: ['trigger', 'dataCategories'],
  tracker: ['storage', 'provider', 'purpose', 'lifetime'],
  clause: ['section'],
  sentence: ['printed'],
}

export interface ListQuery {
  search: string
  audience: Audience | null
  sort: Sort
  /** Counted from 1. */
  page: number
  size: number
}

export interface ListRow {
  id: string
  name: string
  audience: string
  cells: string[]
  errors: number
  warnings: number
}

export interface EntryList {
  columns: string[]
  rows: ListRow[]
  /** The number of matching entries; the page shows `size` of them. */
  matching: number
  total: number
  page: number
  pages: number
}

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** One page of the entries of a kind, searched and sorted. */
export function listEntries(
  register: Register,
  kind: EntryKind,
  query: ListQuery,
  { language, today }: { language: StaffLanguage; today: IsoDate },
): EntryList {
  const entries = entriesOf(register, kind)
  const counted = countFindings(register, kind, today)
  const wanted = plain(query.search.trim())
  const matching = entries
    .map((entry) => ({ entry, name: nameOfPart(register, { kind, id: entry.id }, language) }))
    .filter(({ entry }) => query.audience === null || entry.audience.includes(query.audience))
    .filter(
      ({ entry, name }) =>
        wanted === '' || plain([name, ...namesOf(entry), entry.id, ...cellsOf(entry)].join('\n')).includes(wanted),
    )
  const rank = ({ id }: AnyEntry) => (counted.get(id)?.errors ?? 0) * 1_000 + (counted.get(id)?.warnings ?? 0)
  const order = new Intl.Collator(language)
  if (query.sort === 'name') matching.sort((a, b) => order.compare(a.name, b.name))
  if (query.sort === 'findings') matching.sort((a, b) => rank(b.entry) - rank(a.entry))

  const pages = Math.max(1, Math.ceil(matching.length / query.size))
  const page = Math.min(Math.max(1, query.page), pages)
  const shown = matching.slice((page - 1) * query.size, page * query.size)
  return {
    columns: COLUMNS[kind].map((column) => labelOf(column, kind, language)),
    rows: shown.map(({ entry, name }) => ({
      id: entry.id,
      name,
      audience: audienceIn(entry.audience, language),
      cells: cellsOf(entry),
      ...(counted.get(entry.id) ?? { errors: 0, warnings: 0 }),
    })),
    matching: matching.length,
    total: entries.length,
    page,
    pages,
  }

  function cellsOf(entry: AnyEntry): string[] {
    return COLUMNS[kind].map((column) => cell(kind, column, entry, { register, language }))
  }
}

/** Of the fixed sentences all are listed: those that nobody touched say what they always say. */
function entriesOf(register: Register, kind: EntryKind): readonly AnyEntry[] {
  if (isAddable(kind)) return register[COLLECTIONS[kind]]
  return SENTENCE_IDS.map((id) => register.sentences.find((one) => one.id === id) ?? fixedSentence.parse({ id }))
}

/** As it is called in every language: staff also search for what they read in the shop. */
const namesOf = (entry: AnyEntry): string[] => ('name' in entry ? Object.values(entry.name) : [])

const audienceIn = (audience: readonly Audience[], language: StaffLanguage): string =>
  audience.map((each) => staffTranslator(language)(`words.audience.${each}`)).join(', ')

function cell(
  kind: EntryKind,
  column: string,
  entry: AnyEntry,
  context: { register: Register; language: StaffLanguage },
): string {
  const value = Object(entry)[column]
  if (value === null || (Array.isArray(value) && value.length === 0)) return NOTHING
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values.map((each) => describeValue(kind, column, each, context)).join(', ')
}

function countFindings(register: Register, kind: EntryKind, today: IsoDate) {
  const counted = new Map<string, { errors: number; warnings: number }>()
  for (const { entry, severity } of registerFindings(register, today)) {
    if (entry.kind !== kind || entry.id === null) continue
    const count = counted.get(entry.id) ?? { errors: 0, warnings: 0 }
    counted.set(entry.id, count)
    if (severity === 'error') count.errors += 1
    else count.warnings += 1
  }
  return counted
}
