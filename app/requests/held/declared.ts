/** What the register says about a field: it drives what an answer gives. Pure. */
import type { HeldTable } from './model.ts'
import { fieldsOf } from './tables/columns.ts'
import type { Values } from './tables/fields.ts'
import { KEPT } from './tables/kept-columns.ts'

/** A data category of the register, as far as it counts here. */
export interface DeclaredCategory {
  adminFields: readonly string[]
  exportable: boolean
}

/** `given`: in the answer. `withheld`: declared as something that nobody may see. `undeclared`: a promise at risk. */
export type Declared = 'given' | 'withheld' | 'undeclared'

/** What a register declares. */
export interface Declaration {
  /** Of a column in a row. */
  of(table: HeldTable, column: string, values: Values): Declared
  /** Of the fields that a column stands for. */
  ofFields(fields: readonly string[]): Declared
}

/** Names of metafields may hold signs that a column's name cannot. */
const comparable = (field: string) => field.replace(/[^A-Za-z0-9_.]/g, '_')

/** A field and everything that it is a part of: `Order.shippingAddress.city`, `Order.shippingAddress`. */
function widerOf(field: string): string[] {
  const parts = comparable(field).split('.')
  return parts.flatMap((_part, at) => (at < 1 ? [] : [parts.slice(0, at + 1).join('.')]))
}

/**
 * The rules of a register: a category's field covers its parts, and what any category declares as not to be given is not
 * given, whatever another one says.
 */
export function declarationOf(categories: readonly DeclaredCategory[]): Declaration {
  const fieldsWhere = (exportable: boolean) =>
    new Set(
      categories
        .filter((one) => one.exportable === exportable)
        .flatMap(({ adminFields }) => adminFields.map(comparable)),
    )
  const [given, withheld] = [fieldsWhere(true), fieldsWhere(false)]
  const said = (names: readonly string[]): Declared => {
    const wider = names.flatMap(widerOf)
    if (wider.some((name) => withheld.has(name))) return 'withheld'
    return wider.some((name) => given.has(name)) || names.some((name) => name.startsWith(`${KEPT}.`))
      ? 'given'
      : 'undeclared'
  }
  // Most columns stand for the same field in every row.
  const known = new Map<string, Declared>()
  const ofFields = (fields: readonly string[]): Declared => {
    const key = fields.join(' ')
    const found = known.get(key) ?? said(fields)
    known.set(key, found)
    return found
  }
  return { ofFields, of: (table, column, values) => ofFields(fieldsOf(table, column, values)) }
}
