import type { HeldTable } from '../model.ts'
import { CUSTOMER_COLUMNS } from './customer-columns.ts'
import type { Fields, Values } from './fields.ts'
import { KEPT_COLUMNS } from './kept-columns.ts'
import { ORDER_COLUMNS } from './order-columns.ts'

/** The columns of each table in their order. A test compares them with the rows that the sources make. */
export const COLUMNS = {
  ...CUSTOMER_COLUMNS,
  ...ORDER_COLUMNS,
  ...KEPT_COLUMNS,
} as const satisfies Record<HeldTable, Record<string, Fields>>

export type ColumnOf<Table extends HeldTable> = Extract<keyof (typeof COLUMNS)[Table], string>

/** Companies and their places have a column for each of their metafields. */
const METAFIELD_OWNERS: Partial<Record<HeldTable, string>> = {
  companies: 'Company',
  company_locations: 'CompanyLocation',
}
const METAFIELD_COLUMN = 'metafields.'

/** The column of a metafield of a company. */
export const metafieldColumn = ({ namespace, key }: { namespace: string; key: string }): string =>
  METAFIELD_COLUMN + [namespace, key].map((part) => part.replace(/[^A-Za-z0-9_]/g, '_')).join('.')

/** The fields that a column stands for in this row; empty for a column that no table has. */
export function fieldsOf(table: HeldTable, column: string, values: Values): readonly string[] {
  const owner = METAFIELD_OWNERS[table]
  if (owner && column.startsWith(METAFIELD_COLUMN)) return [`${owner}.${column}`]
  const columns: Record<string, Fields> = COLUMNS[table]
  const fields = Object.hasOwn(columns, column) ? columns[column] : undefined
  if (fields === undefined) return []
  return typeof fields === 'function' ? fields(values) : fields
}
