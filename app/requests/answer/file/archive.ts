import { csvOf } from './csv.ts'
import { answerDataSchema } from './data/model.ts'
import { dataJson } from './data/write.ts'
import { letterPage, letterText } from './letter.ts'
import type { AnswerFacts, ArchivedFile, OpenRows } from './model.ts'
import { indexPage } from './pages/index-page.ts'
import { tablePages } from './pages/table-pages.ts'
import type { Survey } from './survey.ts'
import { TableReader } from './table-reader.ts'
import { answerTranslator } from './texts.ts'

/** How often all rows are read: for the survey, for `data.json`, for the CSV files, and for the pages. */
export const PASSES = 4

/** The files of an answer, in the order of the archive. They are read one after the other. */
export function archiveOf(
  facts: AnswerFacts,
  { tables, digest }: Survey,
  { open, onRow }: { open: OpenRows; onRow(): void },
): ArchivedFile[] {
  const translator = answerTranslator(facts.language)
  const reader = () => new TableReader(open, { onRow, digest })
  const [forData, forCsv, forPages] = [reader(), reader(), reader()]
  const csv = tables.map((surveyed) => ({
    name: `csv/${surveyed.table}.csv`,
    open: () => csvOf(surveyed, forCsv.rowsOf(surveyed.table), facts.language),
  }))
  return [
    text('index.html', () => indexPage(facts, tables, translator)),
    text('letter.html', () => letterPage(facts, tables)),
    text('letter.txt', () => letterText(facts, tables)),
    text('data.schema.json', answerDataSchema),
    { name: 'data.json', open: () => dataJson(facts, tables, forData) },
    ...readToTheEnd(csv, forCsv),
    ...readToTheEnd(
      tables.flatMap((surveyed) => tablePages(surveyed, forPages, translator)),
      forPages,
    ),
  ]
}

const text = (name: string, write: () => string): ArchivedFile => ({
  name,
  open: async function* () {
    yield write()
  },
})

/** After the last of these files, the rest of the rows is read: were they the same in this pass? */
const readToTheEnd = (files: readonly ArchivedFile[], reader: TableReader): ArchivedFile[] =>
  files.map((file, index) =>
    index < files.length - 1
      ? file
      : {
          ...file,
          open: async function* () {
            yield* file.open()
            await reader.finish()
          },
        },
  )
