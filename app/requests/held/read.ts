import type { ShopTransaction } from '../../platform/db.ts'
import { declaredFields } from '../../register/index.ts'
import { declarationOf } from './declared.ts'
import { HELD_TABLES, type HeldTable, type Unread } from './model.ts'
import { countedColumn, type RowCounts } from './progress.ts'
import { type CollectionState, readCollectionRow } from './store.ts'

interface Undeclared {
  table: HeldTable
  column: string
  /** As the register would name it. */
  field: string
  /** How many rows have a value there. */
  count: number
}

export interface Collection {
  state: CollectionState
  rowsByTable: RowCounts
  unread: Unread[]
  /** Held, but in no data category of the register: it is not in the answer. */
  undeclared: Undeclared[]
  startedAt: Date
  finishedAt: Date | null
}

/** What was read about who asks, without the rows. Null before the first time. */
export async function readCollection(tx: ShopTransaction, requestId: string): Promise<Collection | null> {
  const row = await readCollectionRow(tx, requestId)
  if (!row) return null
  const { ofFields } = declarationOf(await declaredFields(tx))
  const undeclared = HELD_TABLES.flatMap((table) =>
    Object.entries(row.values[table] ?? {}).flatMap(([key, count]) => {
      const { column, fields } = countedColumn(table, key)
      return ofFields(fields) === 'undeclared' ? [{ table, column, field: fields[0] ?? column, count }] : []
    }),
  )
  const { state, rows: rowsByTable, unread, startedAt, finishedAt } = row
  return { state, rowsByTable, unread, undeclared, startedAt, finishedAt }
}
