/** What staff say of a file, and what a row of it says then. Pure. */
import { z } from 'zod'
import { isMailAddress } from '../../platform/mail-address.ts'
import { MAX_MAIL_ADDRESS } from '../../register/limits.ts'
import { FIRST_CHOICE } from '../elsewhere/limits.ts'
import { wording } from '../elsewhere/model.ts'
import { purposeKey } from '../model.ts'
import { MAX_CELL, MAX_IMPORT_FILE, MOST_CATEGORIES, MOST_COLUMNS } from './limits.ts'
import { COLUMN_ROLES, IMPORT_FORMATS, IMPORT_TOOLS, ROW_PROBLEMS, type RowProblem } from './words.ts'

export const newImport = z.strictObject({
  tool: z.enum(IMPORT_TOOLS),
  format: z.enum(IMPORT_FORMATS),
  bytes: z.int().min(1).max(MAX_IMPORT_FILE),
})

/** A purpose, or null for what is not taken over. */
const target = purposeKey.nullable()

export const importMapping = z.strictObject({
  columns: z
    .array(
      z.strictObject({
        name: z.string().max(MAX_CELL),
        role: z.enum(COLUMN_ROLES),
        /** Of a `choice`. */
        purpose: target,
      }),
    )
    .min(1)
    .max(MOST_COLUMNS),
  /** What the cells of `categories` name. */
  categories: z.array(z.strictObject({ name: z.string().min(1).max(MAX_CELL), purpose: target })).max(MOST_CATEGORIES),
  /** The day as of which rows without a time count, behind everything that a person chose in Kept; null: they are not taken. */
  asOf: z.iso.date().nullable(),
  /** The words that people were asked with, where staff know them. */
  wording: wording.nullable(),
})
export type ImportMapping = z.infer<typeof importMapping>

export const rowProblem = z.object({ row: z.int(), problem: z.enum(ROW_PROBLEMS) })
export type ProblemOfRow = z.infer<typeof rowProblem>

/** What a row says. */
export interface ImportedRow {
  person: { customerId: string | null; email: string | null; reference: string | null }
  choices: Record<string, boolean>
  at: Date
  /** False: the row says no time, and counts as of the file's day. */
  isDated: boolean
  language: string | null
  region: string
  version: string | null
}

export type ReadRow = { ok: true; row: ImportedRow } | { ok: false; problem: RowProblem }

const YES = new Set(
  'yes y true t 1 granted grant accepted accept allow allowed opt-in optin in on subscribed given oui ja si sí vrai consented'.split(
    ' ',
  ),
)
const NO = new Set(
  'no n false f 0 denied deny rejected reject declined decline disallow disallowed opt-out optout out off unsubscribed withdrawn revoked non nein faux refused'.split(
    ' ',
  ),
)

/** Spreadsheets write an apostrophe before what could be a formula. */
const plain = (cell: string) => cell.trim().replace(/^'(?=[=+@-])/, '')

/** Null for an empty cell, undefined for what is neither. */
function answerIn(cell: string): boolean | null | undefined {
  const said = plain(cell).toLowerCase()
  if (said === '' || said === '-' || said === 'n/a' || said === 'null') return null
  if (YES.has(said)) return true
  return NO.has(said) ? false : undefined
}

const DATED = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i
const SECONDS = /^\d{10}$/
const MILLISECONDS = /^\d{13}$/

/** Null for what no two readers would read alike: 12/11/2026 may be in November or in December. A time without a zone is UTC. */
function momentIn(cell: string): Date | null {
  const said = plain(cell)
  if (SECONDS.test(said)) return new Date(Number(said) * 1_000)
  if (MILLISECONDS.test(said)) return new Date(Number(said))
  const [, day, time, zone = 'Z'] = DATED.exec(said) ?? []
  if (!day || !time) return null
  const offset = /^[a-z]/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2')
  const at = new Date(`${day}T${time}${offset}`)
  return Number.isNaN(+at) ? null : at
}

/** What lists of categories are divided by. */
const SEPARATORS = /[,;|]/
export const categoriesIn = (cell: string): string[] =>
  plain(cell)
    .split(SEPARATORS)
    .map((one) =>
      one
        .replaceAll(/["[\]{}]/g, '')
        .trim()
        .toLowerCase(),
    )
    .filter((one) => one !== '')

const LANGUAGE = /^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$/
const REGION = /^[A-Z]{2}[A-Z0-9]{0,3}$/
const CUSTOMER = /^(?:gid:\/\/shopify\/Customer\/)?([1-9]\d{0,19})$/
const EARLIEST = Date.parse(FIRST_CHOICE)

const refused = (problem: RowProblem): ReadRow => ({ ok: false, problem })

/** What a row says, with what staff said of its columns. */
export function readImportedRow(cells: readonly string[], mapping: ImportMapping, now: Date): ReadRow {
  if (cells.length > mapping.columns.length) return refused('too_many_cells')
  const cellOf = (role: string) =>
    plain(cells[mapping.columns.findIndex((one) => one.role === role)] ?? '').slice(0, MAX_CELL)
  const email = cellOf('email')
  if (email !== '' && (email.length > MAX_MAIL_ADDRESS || !isMailAddress(email))) return refused('not_an_address')
  const customer = cellOf('customer')
  const [, customerId = null] = CUSTOMER.exec(customer) ?? []
  if (customer !== '' && customerId === null) return refused('not_a_customer')
  const reference = cellOf('reference')
  if (email + customer + reference === '') return refused('nobody')
  const when = momentOf(cellOf('time'), mapping, now)
  if (!(when instanceof Object && 'at' in when)) return refused(when)
  const choices = choicesIn(cells, mapping)
  if (choices === null) return refused('unreadable_choice')
  if (Object.keys(choices).length === 0) return refused('no_choice')
  const [language, region] = [cellOf('language'), cellOf('country').toUpperCase().replace('-', '')]
  return {
    ok: true,
    row: {
      person: { customerId, email: email || null, reference: reference || null },
      choices,
      ...when,
      language: LANGUAGE.test(language) ? language : null,
      region: REGION.test(region) ? region : '',
      version: cellOf('version').slice(0, 200) || null,
    },
  }
}

function momentOf(cell: string, { asOf }: ImportMapping, now: Date): { at: Date; isDated: boolean } | RowProblem {
  if (cell === '') return asOf === null ? 'no_time' : { at: new Date(`${asOf}T00:00:00Z`), isDated: false }
  const at = momentIn(cell)
  if (!at || +at < EARLIEST) return 'unreadable_time'
  return at > now ? 'in_the_future' : { at, isDated: true }
}

/** Null where a cell says neither yes nor no. */
function choicesIn(cells: readonly string[], { columns, categories }: ImportMapping): Record<string, boolean> | null {
  const choices = new Map<string, boolean>()
  // Two columns of one purpose: only who agreed to both agreed.
  const add = (purpose: string, granted: boolean) => choices.set(purpose, granted && choices.get(purpose) !== false)
  for (const [index, { role, purpose }] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (role === 'choice' && purpose !== null) {
      const answer = answerIn(cell)
      if (answer === undefined) return null
      if (answer !== null) add(purpose, answer)
    }
    if (role === 'categories') {
      const agreed = new Set(categoriesIn(cell))
      const isAll = ['all', 'accept all', 'accepted', 'accept'].some((word) => agreed.has(word))
      for (const { name, purpose: named } of categories) if (named !== null) add(named, isAll || agreed.has(name))
    }
  }
  return Object.fromEntries(choices)
}
