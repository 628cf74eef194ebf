import type { AnsweredRow } from '../../../held/model.ts'
import { type AnswerFacts, ARTICLES, shownValue, type TableSurvey } from '../model.ts'
import type { TableReader } from '../table-reader.ts'
import { type AnswerData, DATA_FORMAT } from './model.ts'

/** The whole answer as JSON (RFC 8259), one row a line. Its schema: `model.ts`. */
export async function* dataJson(
  facts: AnswerFacts,
  tables: readonly TableSurvey[],
  reader: TableReader,
): AsyncGenerator<string> {
  const head: Omit<AnswerData, 'tables'> = headOf(facts)
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "tables": {`
  for (const [index, { table }] of tables.entries()) {
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(table)}: [`
    let isFirst = true
    for await (const row of reader.rowsOf(table)) {
      yield `${isFirst ? '' : ','}\n      ${JSON.stringify(rowOf(row))}`
      isFirst = false
    }
    yield '\n    ]'
  }
  await reader.finish()
  yield '\n  }\n}\n'
}

type DataRow = NonNullable<AnswerData['tables']['customer']>[number]

function rowOf(row: AnsweredRow): DataRow {
  const columns = Object.keys(row.values).filter((column) => !Object.hasOwn(row.masked, column))
  const values = Object.fromEntries(columns.map((column) => [column, shownValue(row, column)]))
  return { id: row.id, parent: row.parent, values, masked: row.masked }
}

function headOf(facts: AnswerFacts): Omit<AnswerData, 'tables'> {
  const { id, kind, regime, receivedOn, identifiedOn, madeOn, controller, language, information, unread } = facts
  const { name, address, country, email, dpoEmail } = controller
  return {
    format: DATA_FORMAT,
    request: { id, kind, regime, article: ARTICLES[regime][kind], receivedOn, identifiedOn, madeOn },
    controller: { name, address, country, email, dataProtectionOfficer: dpoEmail },
    language,
    information: { registerVersion: information.version, sections: information.sections },
    unread: unread.map(({ table, reason, scope, since }) => ({ table, reason, scope, ...(since && { since }) })),
  }
}
