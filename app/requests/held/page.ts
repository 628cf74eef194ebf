import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { groundsOf } from './answer-row.ts'
import type { Declared } from './declared.ts'
import { masksOf } from './masks.ts'
import { sealingOf } from './may-collect.ts'
import { HELD_TABLES, type HeldRow, type HeldTable, type HeldValue, type MaskGround } from './model.ts'
import { rulesOf } from './rules.ts'
import { readHeldPortion, tablesWithRows } from './store.ts'

/** Rows on a page. */
const PAGE_SIZE = 20

export const heldQuery = z.object({
  table: z.enum(HELD_TABLES).nullable().catch(null),
  /** The portion and the place in it behind which the page begins. */
  after: z
    .string()
    .regex(/^\d{1,9}\.\d{1,9}$/)
    .transform((text) => text.split('.').map(Number) as [number, number])
    .nullable()
    .catch(null),
})

/** A value as staff see it. */
interface SeenValue {
  column: string
  value: HeldValue
  declared: Declared
  /** Why the person does not get it; null when they do. */
  ground: MaskGround | null
  /** Staff cannot change it. */
  isFinal: boolean
}

export interface SeenRow {
  id: string
  portion: number
  parent: string | null
  /** Only what holds something. */
  values: SeenValue[]
}

export interface HeldPageOfRows {
  tables: HeldTable[]
  table: HeldTable | null
  rows: SeenRow[]
  /** Pass it as `after` to get the next page; null on the last one. */
  next: string | null
}

/** The rows of one table as staff see them: everything, with what the person gets of it. Null when nobody may see them. */
export async function readHeldPage(
  tx: ShopTransaction,
  requestId: string,
  { table: wanted, after }: z.infer<typeof heldQuery>,
): Promise<HeldPageOfRows | null> {
  const sealing = await sealingOf(tx, requestId)
  if (!sealing) return null
  const tables = await tablesWithRows(tx, requestId)
  const table = tables.find((one) => one === wanted) ?? tables[0] ?? null
  if (table === null) return { tables, table, rows: [], next: null }
  const rules = await rulesOf(tx, requestId, sealing)
  const found: { row: HeldRow; portion: number; index: number }[] = []
  let [from, skip] = after ? [after[0], after[1] + 1] : [0, 0]
  while (found.length <= PAGE_SIZE) {
    const portion = await readHeldPortion(tx, { requestId, table, from, sealing })
    if (!portion) break
    const begin = portion.position === from ? skip : 0
    for (const [index, row] of portion.rows.entries()) {
      if (index >= begin) found.push({ row, portion: portion.position, index })
      if (found.length > PAGE_SIZE) break
    }
    from = portion.position + 1
    skip = 0
  }
  const shown = found.slice(0, PAGE_SIZE)
  const last = shown.at(-1)
  return {
    tables,
    table,
    rows: shown.map(({ row, portion }) => seenRow(row, portion, rules)),
    next: found.length > PAGE_SIZE && last ? `${last.portion}.${last.index}` : null,
  }
}

function seenRow(row: HeldRow, portion: number, rules: Awaited<ReturnType<typeof rulesOf>>): SeenRow {
  const [masks, grounds] = [masksOf(row, rules.person), groundsOf(row, rules)]
  const values = Object.entries(row.values).flatMap(([column, value]): SeenValue[] => {
    if (value === null) return []
    const declared = rules.declaration.of(row.table, column, row.values)
    const isFinal = declared !== 'given' || masks.get(column)?.isFinal === true
    return [
      { column, value, declared, ground: declared === 'withheld' ? 'secret' : (grounds.get(column) ?? null), isFinal },
    ]
  })
  return { id: row.id, portion, parent: row.parent, values }
}
