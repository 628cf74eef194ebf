/** What the explorer's address can ask for, and the files that it makes. */

/** Days up to and with today. */
export const PERIODS = { today: 1, '7d': 7, '30d': 30, '90d': 90, '12m': 365 } as const
export type PeriodName = keyof typeof PERIODS
export const PERIOD_NAMES = ['today', '7d', '30d', '90d', '12m'] as const satisfies readonly PeriodName[]

export const CHOICES = ['granted', 'refused'] as const

/** Whom or which record the page is about. The search puts these into the address; the page has no field for them. */
const FOUND = ['customer', 'visitor', 'record'] as const
/** What the page has a field for. */
const ASKED = ['period', 'from', 'to', 'purpose', 'choice', 'source'] as const

export const FILTERS = [...FOUND, ...ASKED] as const
/** `after`: where the page begins. It is no filter. */
export const QUERY_FIELDS = [...FILTERS, 'after'] as const
export type QueryField = (typeof QUERY_FIELDS)[number]
export const WITHOUT_FIELD = [...FOUND, 'after'] as const satisfies readonly QueryField[]

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Characters of what staff paste into the search. */
export const MAX_SEARCH = 500
