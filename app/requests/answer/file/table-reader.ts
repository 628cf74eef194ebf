import { type AnsweredRow, HELD_TABLES, type HeldTable } from '../../held/model.ts'
import type { OpenRows } from './model.ts'
import { readRows } from './survey.ts'

/**
 * One pass over the rows that serves several files, one after the other: each takes the rows of its table, or a part of
 * them.
 */
export class TableReader {
  readonly #open: () => AsyncGenerator<AnsweredRow, string>
  #rows: AsyncGenerator<AnsweredRow, string> | null = null
  #ahead: AnsweredRow | null = null

  constructor(open: OpenRows, pass: { onRow(): void; digest: string }) {
    this.#open = () => readRows(open, pass)
  }

  /** The next `most` rows of a table. Rows of earlier tables are passed over. */
  async *rowsOf(table: HeldTable, most = Number.POSITIVE_INFINITY): AsyncGenerator<AnsweredRow> {
    let taken = 0
    while (taken < most) {
      const row = await this.#peek(table)
      if (row === null) return
      this.#ahead = null
      taken += 1
      yield row
    }
  }

  /** Reads what is left, so that a change of the rows is noticed. */
  async finish(): Promise<void> {
    while ((await this.#next()) !== null) this.#ahead = null
    this.#rows = null
  }

  async #peek(table: HeldTable): Promise<AnsweredRow | null> {
    for (;;) {
      const row = await this.#next()
      if (row === null || row.table === table) return row
      if (placeOf(row.table) > placeOf(table)) return null
      this.#ahead = null
    }
  }

  async #next(): Promise<AnsweredRow | null> {
    if (this.#ahead) return this.#ahead
    this.#rows ??= this.#open()
    const { done, value } = await this.#rows.next()
    this.#ahead = done ? null : value
    return this.#ahead
  }
}

const placeOf = (table: HeldTable) => HELD_TABLES.indexOf(table)
