/** The sort orders of a list of entries; `order` is the policy's. */
export const SORTS = ['order', 'name', 'findings'] as const
export type Sort = (typeof SORTS)[number]

/** Stands for an empty value in lists and in the record. */
export const NOTHING = '–'
