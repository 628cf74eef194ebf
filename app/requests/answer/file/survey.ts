/** A first pass over the rows: what is there, so that the files can say it before they have it. */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { AnsweredRow, HeldTable } from '../../held/model.ts'
import { HELD_TABLES } from '../../held/model.ts'
import type { Masked, OpenRows, TableSurvey } from './model.ts'

export interface Survey {
  tables: TableSurvey[]
  rows: number
  /** Of all rows. A later pass that reads something else stops, so that no file mixes two states. */
  digest: string
}

/** The first page shows whole tables up to these sizes; the others have pages of their own. */
const MOST_ROWS_SHOWN = 50
const MOST_CHARACTERS_SHOWN = 400_000

/** After so many rows other work of the process gets its turn. */
const ROWS_A_TURN = 200

/** The rows changed while the file was written. The job begins again. */
export class RowsChanged extends Error {
  override name = 'RowsChanged'
}

/**
 * Reads all rows once more, and lets other work of the process have its turn.
 *
 * @throws RowsChanged at the end, when they are not those of the survey
 */
export async function* readRows(
  open: OpenRows,
  { onRow, digest }: { onRow(): void; digest?: string },
): AsyncGenerator<AnsweredRow, string> {
  const hash = createHash('sha256')
  let read = 0
  for await (const row of open()) {
    hash.update(`${JSON.stringify(row)}\n`)
    onRow()
    yield row
    read += 1
    if (read % ROWS_A_TURN === 0) await setImmediate()
  }
  const found = hash.digest('hex')
  if (digest !== undefined && found !== digest) throw new RowsChanged('The rows changed while the file was written')
  return found
}

export async function survey(open: OpenRows, onRow: () => void): Promise<Survey> {
  const tables = new Map<HeldTable, Counted>()
  const shown = { characters: 0 }
  const rows = readRows(open, { onRow })
  for (;;) {
    const next = await rows.next()
    if (next.done) return surveyOf(tables, next.value)
    const { value: row } = next
    const counted = tables.get(row.table) ?? new Counted(row.table)
    tables.set(row.table, counted)
    counted.add(row, shown)
  }
}

function surveyOf(counted: ReadonlyMap<HeldTable, Counted>, digest: string): Survey {
  const tables = HELD_TABLES.flatMap((table) => counted.get(table)?.survey() ?? [])
  return { tables, digest, rows: tables.reduce((sum, { rows }) => sum + rows, 0) }
}

class Counted {
  readonly #table: HeldTable
  readonly #columns = new Set<string>()
  readonly #masked = new Map<string, Masked>()
  #kept: AnsweredRow[] | null = []
  #rows = 0

  constructor(table: HeldTable) {
    this.#table = table
  }

  add(row: AnsweredRow, shown: { characters: number }) {
    this.#rows += 1
    for (const column of Object.keys(row.values)) this.#columns.add(column)
    for (const [column, ground] of Object.entries(row.masked)) {
      this.#columns.add(column)
      const key = `${column}/${ground}`
      const masked = this.#masked.get(key) ?? { column, ground, count: 0 }
      this.#masked.set(key, { ...masked, count: masked.count + 1 })
    }
    this.#keep(row, shown)
  }

  #keep(row: AnsweredRow, shown: { characters: number }) {
    if (this.#kept === null) return
    const characters = JSON.stringify(row).length
    shown.characters += characters
    this.#kept.push(row)
    if (this.#kept.length <= MOST_ROWS_SHOWN && shown.characters <= MOST_CHARACTERS_SHOWN) return
    shown.characters -= this.#kept.reduce((sum, each) => sum + JSON.stringify(each).length, 0)
    this.#kept = null
  }

  survey(): TableSurvey {
    return {
      table: this.#table,
      rows: this.#rows,
      columns: [...this.#columns],
      masked: [...this.#masked.values()],
      kept: this.#kept,
    }
  }
}
