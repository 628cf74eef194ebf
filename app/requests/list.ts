import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { IsoDate } from '../register/index.ts'
import { findSubjects, identifiersOf, type SubjectId } from '../subjects/index.ts'
import { dayIn, daysBetween } from './clock/model.ts'
import { PAGE_SIZE } from './limits.ts'
import { type ListedRow, listRows } from './list-store.ts'
import { REQUEST_VIEWS } from './words.ts'

export const listQuery = z.object({
  view: z.enum(REQUEST_VIEWS).catch('open'),
  /** An e-mail address, a phone number or Shopify's number of a customer. */
  search: z.string().trim().max(320).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export type RequestListQuery = z.infer<typeof listQuery>

export interface ListedRequest extends ListedRow {
  isOverdue: boolean
  /** Days until the last day for the answer; negative after it. Null once it is closed. */
  daysLeft: number | null
}

export interface RequestList {
  rows: ListedRequest[]
  total: number
  pages: number
  page: number
}

/** The requests of one view, those that are due first. */
export async function listRequests(
  tx: ShopTransaction,
  { view, search, page }: RequestListQuery,
  { staffId, timeZone }: { staffId: string; timeZone: string },
): Promise<RequestList> {
  const today = dayIn(timeZone, clock.now())
  const subjects = search === '' ? null : await peopleFound(tx, search)
  const { rows, total } = await listRows(tx, { view, subjects, staffId, today, page, size: PAGE_SIZE })
  return { rows: rows.map((row) => withDaysLeft(row, today)), total, page, pages: Math.ceil(total / PAGE_SIZE) }
}

/** People are found by what they are known by, because names are not kept. */
async function peopleFound(tx: ShopTransaction, search: string): Promise<SubjectId[]> {
  if (search.includes('@')) return findSubjects(tx, identifiersOf({ email: search }))
  const digits = search.replace(/\D/g, '')
  if (digits === '') return []
  const [customers, phones] = [
    await findSubjects(tx, identifiersOf({ id: digits })),
    await findSubjects(tx, identifiersOf({ phone: search })),
  ]
  return [...new Set([...customers, ...phones])]
}

function withDaysLeft(row: ListedRow, today: IsoDate): ListedRequest {
  const isOpen = row.closedAt === null && row.dueOn !== null
  const daysLeft = isOpen && row.dueOn !== null ? daysBetween(today, row.dueOn) : null
  return { ...row, daysLeft, isOverdue: daysLeft !== null && daysLeft < 0 }
}
