import type { Values } from './fields.ts'

/** Columns that have the names of their fields: `city` of `Customer.addressesV2` is `Customer.addressesV2.city`. */
export function partsOf<const Part extends string>(
  field: string,
  parts: readonly Part[],
): Record<Part, readonly string[]>
export function partsOf(field: string, parts: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(parts.map((part) => [part, [`${field}.${part}`]]))
}

export const ADDRESS_PARTS = [
  'name',
  'company',
  'address1',
  'address2',
  'zip',
  'city',
  'province',
  'country',
  'phone',
  'latitude',
  'longitude',
] as const
export type AddressPart = (typeof ADDRESS_PARTS)[number]

/** An entry for each part of an address within a row: `shippingAddress.city`. */
export function ofAddress<const Column extends string, Entry>(
  column: Column,
  entry: (part: AddressPart) => Entry,
): Record<`${Column}.${AddressPart}`, Entry>
export function ofAddress<Entry>(column: string, entry: (part: AddressPart) => Entry): Record<string, Entry> {
  return Object.fromEntries(ADDRESS_PARTS.map((part) => [`${column}.${part}`, entry(part)]))
}

/** The columns of an address within a row, as the register names its field. */
export const addressOf = <const Column extends string>(column: Column, field: string) =>
  ofAddress(column, (part): readonly string[] => [`${field}.${part}`])

/** Of a metafield's row, as the register names one: `Customer.metafields.facts.birth_date`. */
export const metafieldOf =
  (owner: string) =>
  ({ namespace, key }: Values): readonly string[] => [`${owner}.metafields.${namespace}.${key}`]
