/** The fields of the explorer's address, and the formats of its files. */

/** The number of days, today included. */
export const PERIODS = { today: 1, '7d': 7, '30d': 30, '90d': 90, '12m': 365 } as const
export type PeriodName = keyof typeof PERIODS
export const PERIOD_NAMES = ['today', '7d', '30d', '90d', '12m'] as const satisfies readonly PeriodName[]

export const CHOICES = ['granted', 'refused'] as const

/** Fields that name a person or a record. The search sets them; the page has no input for them. */
const FOUND = ['customer', 'visitor', 'record'] as const
/** Fields with an input on the page. */
const ASKED = ['period', 'from', 'to', 'purpose', 'choice', 'source'] as const

export const FILTERS = [...FOUND, ...ASKED] as const
/** `after` is the page's cursor, not a filter. */
export const QUERY_FIELDS = [...FILTERS, 'after'] as const
export type QueryField = (typeof QUERY_FIELDS)[number]
export const WITHOUT_FIELD = [...FOUND, 'after'] as const satisfies readonly QueryField[]

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Characters of a pasted search. */
export const MAX_SEARCH = 500
