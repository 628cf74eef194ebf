/** What somebody may take elsewhere (GDPR Art. 20). Pure. */
import type { Audience, Register } from '../../register/index.ts'
import type { AnsweredRow, HeldRow, HeldTable } from '../held/model.ts'

/** Art. 20(1)(a): the bases on which data is carried along. */
const BASES: ReadonlySet<string> = new Set(['consent', 'contract'])

/** Art. 20(1), "provided": by the person, or observed from what they did (WP 242 rev.01); not what was derived from it. */
const PROVIDED: ReadonlySet<string> = new Set(['data_subject', 'observed'])

/** Derived by others, or kept because the law asks for it (Art. 5(2), 7(1), 30): whatever a register says. */
const NEVER: ReadonlySet<HeldTable> = new Set<HeldTable>([
  'profiles',
  'consents',
  'receipts',
  'requests',
  'staff_access',
])

/** What the person themselves added to their data (Art. 16). */
const ALWAYS: ReadonlySet<HeldTable> = new Set<HeldTable>(['statements'])

/** Worked out by Shopify, in whichever category a register has them. */
const DERIVED: ReadonlySet<string> = new Set(['Order.risk', 'Customer.statistics'])

/** The fields of Shopify's that hold such data, as the register's categories and purposes say. */
export function portableFields(register: Register, audience: Audience): Set<string> {
  const used = new Set<string>(
    register.purposes
      .filter((purpose) => purpose.audience.includes(audience) && BASES.has(purpose.legalBasis))
      .flatMap(({ dataCategories }) => dataCategories),
  )
  const categories = register.dataCategories.filter(
    (category) =>
      category.audience.includes(audience) &&
      category.exportable &&
      used.has(category.id) &&
      category.sources.some((source) => PROVIDED.has(source)),
  )
  return new Set(
    categories.flatMap(({ adminFields }) => adminFields.map(comparable)).filter((field) => !DERIVED.has(field)),
  )
}

/** Whether anything of a table may go along. */
export const isPortable = (table: HeldTable): boolean => !NEVER.has(table)

/** The part of a row that goes along; null when nothing of it does. `fieldsOf`: the fields that a column stands for. */
export function portablePart(
  row: AnsweredRow,
  portable: ReadonlySet<string>,
  fieldsOf: (table: HeldTable, column: string, values: HeldRow['values']) => readonly string[],
): AnsweredRow | null {
  if (!isPortable(row.table)) return null
  if (ALWAYS.has(row.table)) return row
  const goesAlong = (column: string) =>
    fieldsOf(row.table, column, row.values).some((field) => widerOf(field).some((wider) => portable.has(wider)))
  const part = <Value>(of: Record<string, Value>) =>
    Object.fromEntries(Object.entries(of).filter(([column]) => goesAlong(column)))
  const [values, masked] = [part(row.values), part(row.masked)]
  const isHeld = Object.values(values).some((value) => value !== null) || Object.keys(masked).length > 0
  return isHeld ? { ...row, values, masked } : null
}

/** A field and all that it is a part of: `Order.shippingAddress.city`, `Order.shippingAddress`. */
function widerOf(field: string): string[] {
  const steps = comparable(field).split('.')
  return steps.slice(1).map((_step, index) => steps.slice(0, index + 2).join('.'))
}

/** Names of metafields may hold signs that a column's name cannot. */
const comparable = (field: string) => field.replace(/[^A-Za-z0-9_.]/g, '_')
