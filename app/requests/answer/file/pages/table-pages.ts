import escapeHtml from 'escape-html'
import type { ArchivedFile, TableSurvey } from '../model.ts'
import type { TableReader } from '../table-reader.ts'
import type { AnswerTranslator } from '../texts.ts'
import { pageFrame } from './frame.ts'
import { rowWriter } from './rows.ts'

/** A browser opens a page of so many rows at once, also on a phone. */
const ROWS_A_PAGE = 500

export interface TablePage {
  name: string
  /** The rows on it, counted from 1. */
  first: number
  last: number
}

/** The pages of a table that is too long for the first page; none for another. */
export function pagesOf({ table, rows, kept }: Pick<TableSurvey, 'table' | 'rows' | 'kept'>): TablePage[] {
  if (kept !== null) return []
  return Array.from({ length: Math.ceil(rows / ROWS_A_PAGE) }, (_page, index) => ({
    name: `tables/${table}-${index + 1}.html`,
    first: index * ROWS_A_PAGE + 1,
    last: Math.min((index + 1) * ROWS_A_PAGE, rows),
  }))
}

/** What a page is called: "Orders, 1 to 500 of 10,000". */
export const pageTitle = (
  { table, rows }: Pick<TableSurvey, 'table' | 'rows'>,
  { first, last }: TablePage,
  { translate }: AnswerTranslator,
): string => translate('part', { table: translate(`tables.${table}`), first, last, total: rows })

export function tablePages(surveyed: TableSurvey, reader: TableReader, translator: AnswerTranslator): ArchivedFile[] {
  const pages = pagesOf(surveyed)
  const writer = rowWriter(surveyed, translator)
  const link = (page: TablePage | undefined) =>
    page === undefined
      ? ''
      : ` · <a href="${page.name.replace('tables/', '')}">${escapeHtml(pageTitle(surveyed, page, translator))}</a>`
  return pages.map((page, index) => ({
    name: page.name,
    open: async function* () {
      const { before, after } = pageFrame({
        language: translator.language,
        title: pageTitle(surveyed, page, translator),
      })
      const back = `<a href="../index.html">${escapeHtml(translator.translate('back'))}</a>`
      const links = `<p>${back}${link(pages[index - 1])}${link(pages[index + 1])}</p>\n`
      yield `${before}${links}${writer.before}`
      let number = page.first
      for await (const row of reader.rowsOf(surveyed.table, page.last - page.first + 1)) {
        yield writer.row(row, number)
        number += 1
      }
      yield `${writer.after}${links}${after}`
    },
  }))
}
