import type { HeldRow, HeldTable, HeldValue } from '../model.ts'
import { COLUMNS, type ColumnOf } from '../tables/columns.ts'
import { type AddressPart, ofAddress } from '../tables/of.ts'

type Held = HeldValue | undefined

/** A row with a value, or nothing, for each of its table's columns; what else stands in `values` is left out. */
export function rowOf<Table extends HeldTable>(
  table: Table,
  { id, parent = null }: { id: string; parent?: string | null },
  values: { readonly [Column in ColumnOf<Table>]?: Held },
): HeldRow {
  const held: Readonly<Record<string, Held>> = values
  const columns = Object.keys(COLUMNS[table]).map((column): [string, HeldValue] => {
    const value = held[column]
    return [column, value === undefined || value === '' ? null : value]
  })
  return { table, id, parent, values: Object.fromEntries(columns) }
}

interface Money {
  amount: unknown
  currencyCode?: string
}

export const money = (of: Money | null | undefined): string | null =>
  of ? [String(of.amount), of.currencyCode].filter(Boolean).join(' ') : null

export const shopMoney = (of: { shopMoney: Money } | null | undefined): string | null => money(of?.shopMoney)

export const list = (of: readonly (string | null | undefined)[] | null | undefined, between = ', '): string | null =>
  (of ?? []).filter(Boolean).join(between) || null

interface Attribute {
  key: string
  value?: string | null
}

/** Names of attributes with which shops and apps ask who gets a gift, in the languages of the policy. */
const RECIPIENT =
  /recipient|destinataire|b[ée]n[ée]ficiaire|empf[äa]nger|destinatari|ontvanger|beschenk|gift|cadeau|geschenk|regalo|regalito/i

/** Free attributes, and apart from them those about somebody who gets a gift. */
export function attributesOf(of: readonly Attribute[] | null | undefined) {
  const text = (isRecipient: boolean) =>
    list(
      (of ?? [])
        .filter(({ key, value }) => value && RECIPIENT.test(key) === isRecipient)
        .map(({ key, value }) => `${key}: ${value}`),
      '\n',
    )
  return { customAttributes: text(false), recipientAttributes: text(true) }
}

interface Address extends Partial<Record<AddressPart, string | number | null | undefined>> {
  firstName?: string | null
  lastName?: string | null
  /** As addresses of companies call their parts. */
  recipient?: string | null
  companyName?: string | null
}

/** The columns of an address: `shippingAddress.city`. */
export const addressValues = <const Column extends string>(column: Column, of: Address | null | undefined) =>
  ofAddress(column, (part): Held => {
    if (part === 'name') return of?.name ?? of?.recipient ?? list([of?.firstName, of?.lastName], ' ')
    return part === 'company' ? (of?.company ?? of?.companyName) : of?.[part]
  })
