import type { Values } from './columns.ts'

type Named<Prefix extends string, Part extends string> = Record<`${Prefix}${Part}`, readonly string[]>

/** Columns that have the names of their fields: `city` of `Customer.addressesV2` is `Customer.addressesV2.city`. */
export function partsOf<const Part extends string>(field: string, parts: readonly Part[]): Named<'', Part> {
  return Object.fromEntries(parts.map((part) => [part, [`${field}.${part}`]])) as Named<'', Part>
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

/** The columns of an address within a row: `shippingAddress.city`. */
export function addressOf<const Column extends string>(
  column: Column,
  field: string,
): Named<`${Column}.`, AddressPart> {
  return Object.fromEntries(ADDRESS_PARTS.map((part) => [`${column}.${part}`, [`${field}.${part}`]])) as Named<
    `${Column}.`,
    AddressPart
  >
}

/** Of a metafield's row, as the register names one: `Customer.metafields.facts.birth_date`. */
export const metafieldOf =
  (owner: string) =>
  ({ namespace, key }: Values): readonly string[] => [`${owner}.metafields.${namespace}.${key}`]
