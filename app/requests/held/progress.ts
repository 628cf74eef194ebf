/** How far a collection is: where it goes on, and what it has counted. Pure. */
import { z } from 'zod'
import { HELD_TABLES, type HeldRow, type HeldTable, UNREAD_REASONS, type Unread } from './model.ts'
import { COLUMNS, fieldsOf } from './tables/columns.ts'

/** Who the customer is, before everything that hangs on them. */
export const FIRST_STEP = 'customer'

const table = z.enum(HELD_TABLES)
const byTable = z.partialRecord(table, z.int().nonnegative())

export const progress = z.object({
  /** The name of the step, and its cursor; null at its beginning. */
  step: z.string(),
  cursor: z.string().nullable(),
  /** Shopify's number of the customer as Kept knew it when this began; null for nobody known. */
  knownAs: z.string().nullable(),
  /** As Shopify knows them; null before the first step, and for nobody. */
  customer: z
    .object({ id: z.string(), gid: z.string(), search: z.string().nullable(), numberOfOrders: z.number() })
    .nullable(),
  /** How often it began anew, because the customer was merged meanwhile. */
  restarts: z.int().nonnegative(),
  /** How many portions each table has. */
  portions: byTable,
})
export type CollectionProgress = z.infer<typeof progress>

export const beginning = (knownAs: string | null, restarts = 0): CollectionProgress => ({
  step: FIRST_STEP,
  cursor: null,
  knownAs,
  customer: null,
  restarts,
  portions: {},
})

export const unreadList = z.array(
  z.object({
    table,
    reason: z.enum(UNREAD_REASONS),
    scope: z.string().nullable(),
    since: z.iso.datetime().optional(),
  }),
)

/** Each reason once. */
export const withUnread = (known: readonly Unread[], more: readonly Unread[]): Unread[] => [
  ...new Map([...known, ...more].map((one) => [`${one.table} ${one.reason} ${one.scope}`, one])).values(),
]

export const rowCounts = byTable
export type RowCounts = z.infer<typeof rowCounts>

/** By table, and within it by column; where a column's field depends on the row, by column and fields. */
export const valueCounts = z.partialRecord(table, z.record(z.string(), z.int().nonnegative()))
export type ValueCounts = z.infer<typeof valueCounts>

export const addRows = (counts: RowCounts, rows: readonly HeldRow[]): RowCounts => {
  const sum = { ...counts }
  for (const row of rows) sum[row.table] = (sum[row.table] ?? 0) + 1
  return sum
}

export function addValues(counts: ValueCounts, rows: readonly HeldRow[]): ValueCounts {
  const sum: ValueCounts = structuredClone(counts)
  for (const row of rows) {
    const columns = sum[row.table] ?? {}
    for (const [column, value] of Object.entries(row.values)) {
      if (value === null) continue
      const key = keyOf(row, column)
      columns[key] = (columns[key] ?? 0) + 1
    }
    sum[row.table] = columns
  }
  return sum
}

const keyOf = ({ table: name, values }: HeldRow, column: string): string =>
  typeof (COLUMNS[name] as Record<string, unknown>)[column] === 'function'
    ? [column, ...fieldsOf(name, column, values)].join(' ')
    : column

/** The column of a count, and the fields that it stands for. */
export function countedColumn(name: HeldTable, key: string): { column: string; fields: readonly string[] } {
  const [column = '', ...fields] = key.split(' ')
  return { column, fields: fields.length > 0 ? fields : fieldsOf(name, column, {}) }
}
