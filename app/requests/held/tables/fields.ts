import type { HeldValue } from '../model.ts'

/** A row's values; null where nothing is held. */
export type Values = Readonly<Record<string, HeldValue>>

/**
 * Where a column's value comes from, as the register names fields (`Customer.firstName`). One declared name is enough. A
 * column whose name depends on the row has a function.
 */
export type Fields = readonly string[] | ((values: Values) => readonly string[])
