/** How a list of entries can be sorted; `order` is that of the policy. */
export const SORTS = ['order', 'name', 'findings'] as const
export type Sort = (typeof SORTS)[number]

/** What a list and a record say where an entry says nothing. */
export const NOTHING = '–'
