import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { customerIdOf, findSubjects, identifiersOf, readIdentifiers, type SubjectId } from '../subjects/index.ts'
import { dayIn, daysBetween, type Urgency, urgencyOf } from './clock/model.ts'
import type { RequestRow } from './lifecycle/store.ts'
import { MAX_FOUND, PAGE_SIZE } from './limits.ts'
import { listRows } from './list-store.ts'
import { restrictedRequests } from './store.ts'
import { REQUEST_VIEWS } from './words.ts'

export const listQuery = z.object({
  view: z.enum(REQUEST_VIEWS).catch('open'),
  /** Subjects that a search found: who somebody is never stands in a page's address. */
  person: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(z.uuid()).max(MAX_FOUND))
    .nullable()
    .catch(null),
  /** Shopify's number of a customer. */
  customer: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable()
    .catch(null),
  after: z.uuid().nullable().catch(null),
})

export type RequestListQuery = z.infer<typeof listQuery>

export interface ListedRequest extends RequestRow {
  /** Until the last day; negative after it. Null once it is closed. */
  daysLeft: number | null
  urgency: Urgency | null
  /** Shopify's id of the customer. */
  customerId: string | null
  /** How to reach a person who is no customer of Shopify's: an e-mail address, else a phone number. */
  contact: string | null
  isRestricted: boolean
}

export interface RequestList {
  requests: ListedRequest[]
  total: number
  /** Pass it as `after` to get the next page; null on the last one. */
  next: string | null
}

/** The requests of one view, with who asks; those that are due first on top. */
export async function listRequests(
  tx: ShopTransaction,
  { view, person, customer, after }: RequestListQuery,
  { staffId, timeZone, size = PAGE_SIZE }: { staffId: string; timeZone: string; size?: number },
): Promise<RequestList> {
  const today = dayIn(timeZone, clock.now())
  const subjects =
    customer === null ? (person as SubjectId[] | null) : await findSubjects(tx, identifiersOf({ id: customer }))
  const { rows, total, next } = await listRows(tx, { view, subjects, staffId, today, size, after })
  const requests: ListedRequest[] = []
  const restricted = await restrictedRequests(
    tx,
    rows.map(({ id }) => id),
  )
  for (const row of rows) {
    const daysLeft = row.closedAt === null && row.dueOn !== null ? daysBetween(today, row.dueOn) : null
    const urgency = daysLeft === null ? null : urgencyOf(daysLeft)
    requests.push({
      ...row,
      daysLeft,
      urgency,
      isRestricted: restricted.has(row.id),
      ...(await whoIs(tx, row.subjectId)),
    })
  }
  return { requests, total, next }
}

async function whoIs(tx: ShopTransaction, id: SubjectId | null) {
  if (id === null) return { customerId: null, contact: null }
  const customerId = await customerIdOf(tx, id)
  if (customerId !== null) return { customerId, contact: null }
  const identifiers = await readIdentifiers(tx, id)
  const contact = identifiers.find(({ kind }) => kind === 'email') ?? identifiers.find(({ kind }) => kind === 'phone')
  return { customerId: null, contact: contact?.value ?? null }
}

/**
 * The subjects of whom staff look for: by e-mail address, phone number or Shopify's number of a customer. Names are not
 * kept, so nobody is found by theirs.
 */
export async function findPeople(tx: ShopTransaction, search: string): Promise<SubjectId[]> {
  if (search.includes('@')) return findSubjects(tx, identifiersOf({ email: search }))
  const digits = search.replace(/\D/g, '')
  if (digits === '') return []
  const [customers, phones] = [
    await findSubjects(tx, identifiersOf({ id: digits })),
    await findSubjects(tx, identifiersOf({ phone: search })),
  ]
  return [...new Set([...customers, ...phones])].slice(0, MAX_FOUND)
}
