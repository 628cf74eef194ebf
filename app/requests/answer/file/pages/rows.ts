/** A table's rows as HTML. */
import escapeHtml from 'escape-html'
import type { AnsweredRow, HeldTable, HeldValue } from '../../../held/model.ts'
import { shownValue, type TableSurvey } from '../model.ts'
import type { AnswerTranslator } from '../texts.ts'

/** More columns do not fit on a phone or on paper: then each row is a table of its own, a field below the other. */
const MOST_COLUMNS = 5

type Surveyed = Pick<TableSurvey, 'table' | 'rows' | 'columns'>

/** How to write the rows of one table. `number`: of the row within its table, from 1. */
export interface RowWriter {
  before: string
  row(row: AnsweredRow, number: number): string
  after: string
}

export function rowWriter(surveyed: Surveyed, translator: AnswerTranslator): RowWriter {
  return surveyed.columns.length <= MOST_COLUMNS && surveyed.rows > 1
    ? inColumns(surveyed, translator)
    : oneByOne(surveyed, translator)
}

function inColumns({ table, columns }: Surveyed, translator: AnswerTranslator): RowWriter {
  const caption = escapeHtml(translator.translate(`tables.${table}`))
  const heads = columns.map((column) => `<th scope="col">${escapeHtml(translator.columnName(column))}</th>`).join('')
  const cell = cellWriter(translator)
  return {
    before: `<table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>\n`,
    row: (row) => `<tr>${columns.map((column) => cell(row, column)).join('')}</tr>\n`,
    after: '</tbody></table>\n',
  }
}

function oneByOne({ table, rows, columns }: Surveyed, translator: AnswerTranslator): RowWriter {
  const name = translator.translate(`tables.${table}`)
  const [field, value] = [translator.translate('field'), translator.translate('value')].map(escapeHtml)
  const heads = `<thead><tr><th scope="col">${field}</th><th scope="col">${value}</th></tr></thead>`
  const names = new Map(columns.map((column) => [column, escapeHtml(translator.columnName(column))]))
  const belongsTo = escapeHtml(translator.translate('belongsTo'))
  const cell = cellWriter(translator)
  return {
    before: '',
    row: (row, number) => {
      const caption = rows === 1 ? name : translator.translate('entry', { table: name, number, total: rows })
      // What a row does not have is no line of it.
      const written = columns.filter((column) => Object.hasOwn(row.masked, column) || shownValue(row, column) !== null)
      const lines = written.map((column) => `<tr><th scope="row">${names.get(column)}</th>${cell(row, column)}</tr>`)
      const parent = row.parent ? `<tr><th scope="row">${belongsTo}</th><td>${escapeHtml(row.parent)}</td></tr>` : ''
      return `<table><caption>${escapeHtml(caption)}</caption>${heads}<tbody>${parent}${lines.join('')}</tbody></table>\n`
    },
    after: '',
  }
}

function cellWriter(translator: AnswerTranslator) {
  const said = { true: translator.translate('yes'), false: translator.translate('no') }
  const textOf = (table: HeldTable, column: string, value: HeldValue): string => {
    if (typeof value === 'boolean') return said[`${value}`]
    return typeof value === 'string' ? translator.valueName(table, column, value) : String(value ?? '')
  }
  return (row: AnsweredRow, column: string): string => {
    const ground = Object.hasOwn(row.masked, column) ? row.masked[column] : undefined
    if (ground === undefined) return `<td>${escapeHtml(textOf(row.table, column, shownValue(row, column)))}</td>`
    const why = translator.translate('masked', { ground: translator.translate(`grounds.${ground}`) })
    return `<td class="hidden">${escapeHtml(why)}</td>`
  }
}
