import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ADMIN_FIELDS } from '../../../app/register/index.ts'
import { answeredRow, type HeldChoice } from '../../../app/requests/held/answer-row.ts'
import { type DeclaredCategory, declarationOf } from '../../../app/requests/held/declared.ts'
import { masksOf } from '../../../app/requests/held/masks.ts'
import { HELD_TABLES, type HeldRow, type HeldTable } from '../../../app/requests/held/model.ts'
import { portionsOf, rowsIn } from '../../../app/requests/held/portions.ts'
import { COLUMNS, fieldsOf } from '../../../app/requests/held/tables/columns.ts'

const ANNE = { names: ['Anne', 'Durand'] }

/** A row of any table whose columns hold harmless values, or nothing. */
const anyRow = fc.constantFrom(...HELD_TABLES).chain((table) =>
  fc.record({
    table: fc.constant(table),
    id: fc.uuid(),
    parent: fc.constant(null),
    values: fc.record(
      Object.fromEntries(
        Object.keys(COLUMNS[table]).map((column) => [
          column,
          column === 'channel'
            ? fc.constantFrom('email', 'sms', 'whatsapp')
            : column === 'namespace' || column === 'key'
              ? fc.constantFrom('facts', 'birth_date', 'custom', 'shoe-size')
              : fc.oneof(fc.constant(null), fc.boolean(), fc.integer({ min: 0, max: 99 })),
        ]),
      ),
    ),
  }),
)

const anyField = fc.constantFrom(
  ...ADMIN_FIELDS,
  'Customer.metafields.facts.birth_date',
  'Customer.metafields.custom.shoe-size',
)
const anyRegister = fc.array(
  fc.record({ adminFields: fc.uniqueArray(anyField, { maxLength: 25 }), exportable: fc.boolean() }),
  { maxLength: 6 },
)

/** Said again in other words: one of the fields is, or is within, one that a category names. */
const isNamed = (categories: readonly DeclaredCategory[], fields: readonly string[]) =>
  categories.some(({ adminFields }) =>
    adminFields.some((named) => fields.some((field) => field === named || field.startsWith(`${named}.`))),
  )

test('every field that an exportable category declares and that has a value is in the answer, and nothing else is', () => {
  fc.assert(
    fc.property(anyRow, anyRegister, (row: HeldRow, register) => {
      const given = register.filter(({ exportable }) => exportable)
      const withheld = register.filter(({ exportable }) => !exportable)
      const answered = answeredRow(row, { declaration: declarationOf(register), person: ANNE, choicesOf: () => [] })
      for (const [column, value] of Object.entries(row.values)) {
        const fields = fieldsOf(row.table, column, row.values)
        const isKept = fields.some((field) => field.startsWith('Kept.'))
        const isGiven = (isKept || isNamed(given, fields)) && !isNamed(withheld, fields)
        const isMasked = masksOf(row, ANNE).has(column)
        if (isGiven && !isMasked) expect(answered?.values[column]).toBe(value)
        else expect(answered?.values[column] ?? null).toBeNull()
      }
    }),
    { numRuns: 1_000 },
  )
})

test('whoever declares a field of Shopify’s finds it in a column', () => {
  const samples: HeldRow['values'][] = ['email', 'sms', 'whatsapp'].map((channel) => ({
    channel,
    isDefault: true,
    namespace: 'facts',
    key: 'birth_date',
  }))
  const fields = HELD_TABLES.flatMap((table) =>
    [...Object.keys(COLUMNS[table]), 'metafields.facts.vat'].flatMap((column) =>
      samples.flatMap((values) => fieldsOf(table, column, values)),
    ),
  )
  const without = ADMIN_FIELDS.filter((field) => !fields.some((one) => one === field || one.startsWith(`${field}.`)))
  expect(without).toEqual([])
})

test('columns have names that a CSV and a page can show', () => {
  const names = HELD_TABLES.flatMap((table) => Object.keys(COLUMNS[table]))
  expect(names.filter((name) => !/^[a-z][A-Za-z0-9_.]*$/.test(name))).toEqual([])
})

const ALL = declarationOf([{ adminFields: ADMIN_FIELDS, exportable: true }])

const aRow = (table: HeldTable, values: HeldRow['values']): HeldRow => ({ table, id: 'a', parent: null, values })

const answered = (row: HeldRow, choices: HeldChoice[] = []) =>
  answeredRow(row, { declaration: ALL, person: ANNE, choicesOf: () => choices })

describe('staff take out and put back', () => {
  const order = aRow('orders', { name: '#1', note: 'for Paul', 'shippingAddress.name': 'Paul Petit' })

  test('a value, and the newest choice counts', () => {
    expect(answered(order, [{ move: 'take_out', column: 'note' }])?.masked).toMatchObject({ note: 'removed_by_staff' })
    const back = answered(order, [
      { move: 'take_out', column: null },
      { move: 'put_back', column: 'shippingAddress.name' },
    ])
    expect(back?.values).toMatchObject({ name: null, 'shippingAddress.name': 'Paul Petit' })
    expect(back?.masked).toEqual({ name: 'removed_by_staff', note: 'removed_by_staff' })
  })

  test('but never card data or a secret, nor what the register withholds', () => {
    const secret = aRow('customer_metafields', { namespace: 'app', key: 'api_token', type: 'text', value: 'abc' })
    expect(answered(secret, [{ move: 'put_back', column: null }])?.masked).toEqual({ value: 'secret' })
    const withheld = answeredRow(order, {
      declaration: declarationOf([
        { adminFields: ['Order.note', 'Order.name'], exportable: true },
        { adminFields: ['Order.note'], exportable: false },
      ]),
      person: ANNE,
      choicesOf: () => [{ move: 'put_back', column: null }],
    })
    expect(withheld?.values).toEqual({ name: '#1', note: null })
    expect(withheld?.masked).toEqual({ note: 'secret' })
  })
})

test('rows come back from their portions as they went in, and no portion is longer than 256 kB', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 40 }), (rows: HeldRow[]) => {
      const back = portionsOf(rows).flatMap(({ table, lines }) => rowsIn(table, lines))
      expect(back).toEqual(HELD_TABLES.length > 0 ? [...Map.groupBy(rows, ({ table }) => table).values()].flat() : [])
    }),
    { numRuns: 100 },
  )
  const large = Array.from({ length: 50 }, (_, n) => aRow('orders', { name: String(n), note: 'é'.repeat(10_000) }))
  const portions = portionsOf(large)
  expect(portions.length).toBeGreaterThan(3)
  expect(portions.every(({ lines }) => Buffer.byteLength(lines) <= 256 * 1024)).toBe(true)
  expect(portions.reduce((sum, { rows }) => sum + rows, 0)).toBe(50)
})
