import { stringify } from 'csv-stringify/sync'
import type { PolicyLanguage } from '../../../policy/index.ts'
import type { AnsweredRow } from '../../held/model.ts'
import { ROW_COLUMNS, shownValue, type TableSurvey } from './model.ts'

/** Excel takes the list separator of Windows: a comma in English, a semicolon in the other languages. */
const separatorOf = (language: PolicyLanguage) => (language === 'en' ? ',' : ';')

const ROWS_AT_ONCE = 100

/**
 * A table for spreadsheet programs: with a byte order mark, by which Excel knows UTF-8, and CRLF (RFC 4180). What a program
 * would read as a formula gets an apostrophe before it. Columns have Shopify's names, in every language.
 */
export async function* csvOf(
  { columns }: Pick<TableSurvey, 'columns'>,
  rows: AsyncIterable<AnsweredRow>,
  language: PolicyLanguage,
): AsyncGenerator<string> {
  const { id, parent, masked } = ROW_COLUMNS
  const write = (records: readonly unknown[][], options: object = {}) =>
    stringify([...records], {
      delimiter: separatorOf(language),
      record_delimiter: '\r\n',
      escape_formulas: true,
      cast: { boolean: (value) => String(value) },
      ...options,
    })
  yield write([[id, parent, ...columns, masked]], { bom: true })
  let waiting: unknown[][] = []
  for await (const row of rows) {
    const grounds = Object.entries(row.masked).map(([column, ground]) => `${column}: ${ground}`)
    waiting.push([row.id, row.parent, ...columns.map((column) => shownValue(row, column)), grounds.join('; ')])
    if (waiting.length < ROWS_AT_ONCE) continue
    yield write(waiting)
    waiting = []
  }
  if (waiting.length > 0) yield write(waiting)
}
