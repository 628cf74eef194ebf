import type { PolicyLanguage } from '../../policy/index.ts'
import type { GlancedTable } from '../held/index.ts'
import type { AnsweredRow } from '../held/model.ts'
import { KEPT_TABLES, shownValue } from './file/model.ts'
import { type AnswerTranslator, answerTranslator } from './file/texts.ts'

/** A table as people read it. */
interface GroupInWords {
  id: string
  name: string
  rows: { name: string; value: string; source: string }[]
  more: number
}

/** By which people know a row: the first of these that it has. */
const NAMING = [
  'name',
  'title',
  'at',
  'recordedAt',
  'receivedAt',
  'createdAt',
  'occurredAt',
  'kind',
  'channel',
] as const

const MOST_CHARACTERS = 600

/**
 * What is held, as a person reads it. A table with one row has a line for each of its values, and another one a line for each row. What
 * is not given says why.
 */
export function heldInWords(tables: readonly GlancedTable[], language: PolicyLanguage): GroupInWords[] {
  const translator = answerTranslator(language)
  return tables.map(({ table, rows, more }) => {
    const source = KEPT_TABLES.has(table) ? 'Kept' : 'Shopify'
    const [only, ...others] = rows
    const lines =
      only && others.length === 0 && more === 0
        ? columnsOf(only).map((column) => ({
            name: translator.columnName(column),
            value: cut(valueText(only, column, translator)),
          }))
        : rows.map((row, at) => lineOf(row, at + 1, translator))
    return {
      id: table,
      name: translator.translate(`tables.${table}`),
      rows: lines.map((one) => ({ ...one, source })),
      more,
    }
  })
}

const cut = (text: string) => (text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`)

const columnsOf = (row: AnsweredRow): string[] =>
  Object.keys(row.values).filter((column) => Object.hasOwn(row.masked, column) || shownValue(row, column) !== null)

function lineOf(row: AnsweredRow, number: number, translator: AnswerTranslator): { name: string; value: string } {
  const columns = columnsOf(row)
  const naming = NAMING.find((column) => columns.includes(column) && !Object.hasOwn(row.masked, column))
  const others = columns.filter((column) => column !== naming)
  return {
    name: naming ? valueText(row, naming, translator) : String(number),
    value: cut(
      others.map((column) => `${translator.columnName(column)}: ${valueText(row, column, translator)}`).join(' · '),
    ),
  }
}

/** Shopify and Kept write times like this. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/

function valueText(row: AnsweredRow, column: string, translator: AnswerTranslator): string {
  const ground = Object.hasOwn(row.masked, column) ? row.masked[column] : undefined
  if (ground) return translator.translate('masked', { ground: translator.translate(`grounds.${ground}`) })
  const value = shownValue(row, column)
  if (typeof value === 'boolean') return translator.translate(value ? 'yes' : 'no')
  if (typeof value !== 'string') return String(value ?? '')
  return TIME.test(value) ? translator.date(value.slice(0, 10)) : translator.valueName(row.table, column, value)
}
