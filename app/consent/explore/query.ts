import { z } from 'zod'
import { daysAfter, type IsoDate } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'
import type { Days, EventFilter } from '../ledger/model.ts'
import { DECISION_SOURCES } from '../ledger/words.ts'
import { purposeKey } from '../model.ts'
import { CHOICES, PERIOD_NAMES, PERIODS, QUERY_FIELDS, type QueryField } from './words.ts'

/** An e-mail address can belong to several people, and a person to several browsers. */
export const MOST_VISITORS = 20

const day = z.iso
  .date()
  .refine((written) => written >= '2000-01-01' && written <= '2999-12-31')
  .optional()

const written = z
  .object({
    customer: z.string().regex(/^\d{1,20}$/),
    visitor: z.array(z.uuid().transform((id) => id as SubjectId)).max(MOST_VISITORS),
    record: z.uuid(),
    period: z.enum(PERIOD_NAMES),
    from: day,
    to: day,
    purpose: purposeKey,
    choice: z.enum(CHOICES),
    source: z.enum(DECISION_SOURCES),
    after: z.coerce.number().int().nonnegative(),
  } satisfies Record<QueryField, z.ZodType>)
  .partial()
  .refine(({ from, to }) => !from || !to || from <= to, { path: ['to'] })
  .refine(({ choice, purpose }) => !choice || purpose, { path: ['choice'] })

/**
 * The filter of the explorer's page, as its address holds it. The address can be shared, because it contains no
 * personal data.
 */
export type LedgerQuery = z.infer<typeof written>

export type QueryRead = { ok: true; query: LedgerQuery } | { ok: false; wrong: QueryField[] }

/** Names the invalid fields and does not ignore them: a list that shows more than was asked for misleads. */
export function readQuery(params: URLSearchParams): QueryRead {
  const given = QUERY_FIELDS.filter((field) => params.get(field)).map((field) => [
    field,
    field === 'visitor' ? params.getAll(field) : params.get(field),
  ])
  const read = written.safeParse(Object.fromEntries(given))
  if (read.success) return { ok: true, query: read.data }
  const wrong = new Set(read.error.issues.map(({ path }) => path[0] as QueryField))
  return { ok: false, wrong: QUERY_FIELDS.filter((field) => wrong.has(field)) }
}

export const asksForDays = ({ period, from, to }: LedgerQuery): boolean => Boolean(period || from || to)

/** The days of the filter. Two dates take precedence over a period; one date alone is open on the other side. */
export function daysOf({ period, from, to }: LedgerQuery, now: Date, timeZone: string): Days | undefined {
  if (from || to) return { first: from ?? '2000-01-01', last: to ?? dayIn(timeZone, now), timeZone }
  return period && lastDays(PERIODS[period], now, timeZone)
}

/** The last `count` days, today included. */
export function lastDays(count: number, now: Date, timeZone: string): Days {
  const today = dayIn(timeZone, now)
  return { first: daysAfter(today, 1 - count), last: today, timeZone }
}

/** The Swedish locale formats days as ISO 8601 does. */
const dayIn = (timeZone: string, moment: Date): IsoDate => new Intl.DateTimeFormat('sv', { timeZone }).format(moment)

export function filterOf(query: LedgerQuery, days: Days | undefined): EventFilter {
  const { customer, visitor, record, purpose, choice, source } = query
  return {
    ...(customer && { customerId: customer }),
    ...(visitor && { subjects: visitor }),
    ...(record && { recordId: record }),
    ...(days && { days }),
    ...(purpose && { purpose }),
    ...(choice && { granted: choice === 'granted' }),
    ...(source && { source }),
  }
}

/** The query string of the page's address. */
export function paramsOf(query: LedgerQuery): string {
  const params = Object.entries(query).flatMap(([field, value]) => [value].flat().map((each) => [field, String(each)]))
  return new URLSearchParams(params).toString()
}
