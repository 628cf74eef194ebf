import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import type { Audience, IsoDate } from '../register/index.ts'
import { type Erasure, findErasures, insertErasures, restrictedAmong, type SubjectId } from '../subjects/index.ts'
import { SOON_DAYS } from './clock/model.ts'
import type { Life } from './lifecycle/events.ts'
import { OPEN_STATES } from './lifecycle/model.ts'
import { columnsOf, endOfDay } from './lifecycle/store.ts'
import type { Asker, RequestChannel, RequestKind } from './words.ts'

export interface NewRow {
  id: string
  kind: RequestKind
  channel: RequestChannel
  asker: Asker
  audience: Audience
  country: string | null
  region: string | null
  language: string | null
  timeZone: string
  externalId: string | null
  subjectId: SubjectId
  receivedAt: Date
  life: Life
  dueOn: IsoDate
  details: Uint8Array
}

/** The person's request with this id at Shopify; null when there is none (any more). */
export async function findRequest(tx: ShopTransaction, externalId: string, subjects: readonly SubjectId[]) {
  const found = await tx.dataSubjectRequest.findFirst({
    where: { externalId, subjectId: { in: [...subjects] } },
    select: { id: true, dueAt: true },
  })
  return found && { requestId: found.id, dueAt: found.dueAt }
}

/** The caller has locked the person and found no request with that id. */
export async function insertRequest(tx: ShopTransaction, { life, dueOn, details, ...request }: NewRow) {
  const { requestId, dueAt } = { requestId: request.id, dueAt: endOfDay(dueOn) }
  await tx.dataSubjectRequest.create({
    data: { ...request, ...columnsOf(life, dueOn, clock.now()), shop: tx.shop, details: new Uint8Array(details) },
  })
  return { requestId, dueAt }
}

/** An open request of the same kind by the same subject that came in since. */
export async function findTwin(
  tx: ShopTransaction,
  { subjectId, kind, since }: { subjectId: SubjectId; kind: RequestKind; since: Date },
): Promise<string | null> {
  const twin = await tx.dataSubjectRequest.findFirst({
    where: { subjectId, kind, state: { in: [...OPEN_STATES] }, receivedAt: { gte: since } },
    orderBy: { receivedAt: 'asc' },
    select: { id: true },
  })
  return twin?.id ?? null
}

/** Whose requests these are: subjects. Of an erased person there is none. */
export async function whoAsks(tx: ShopTransaction, requestIds: readonly string[]): Promise<SubjectId[]> {
  const rows = await tx.dataSubjectRequest.findMany({
    where: { id: { in: [...requestIds] }, subjectId: { not: null } },
    select: { subjectId: true },
  })
  return rows.map(({ subjectId }) => subjectId as SubjectId)
}

/** Those of these requests whose person's data may only be stored (GDPR Art. 18), whatever they are about. */
export async function restrictedRequests(tx: ShopTransaction, requestIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.dataSubjectRequest.findMany({
    where: { id: { in: [...requestIds] }, subjectId: { not: null } },
    select: { id: true, subjectId: true },
  })
  const restricted = await restrictedAmong(
    tx,
    rows.map(({ subjectId }) => subjectId as SubjectId),
  )
  return new Set(rows.flatMap(({ id, subjectId }) => (restricted.has(subjectId as SubjectId) ? [id] : [])))
}

/** All requests of these subjects. */
export async function requestsOf(tx: ShopTransaction, subjects: readonly SubjectId[]) {
  return tx.dataSubjectRequest.findMany({
    where: { subjectId: { in: [...subjects] } },
    select: { id: true, externalId: true },
  })
}

/** Takes the person and what they asked for out of their requests. The requests, their moves and dates stay. */
export async function forgetWhoAsked(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  await tx.dataSubjectRequest.updateMany({
    where: { subjectId: { in: [...subjects] } },
    data: { details: null, externalId: null, subjectId: null },
  })
}

const lookupOf = (tx: ShopTransaction, externalId: string) => vault.lookup(externalId, `${tx.shop}/data_request`)

/** Remembers the requests of an erased person by keyed hash, because Shopify may pass one on again. */
export async function rememberRequests(
  tx: ShopTransaction,
  externalIds: readonly string[],
  when: Omit<Erasure, 'withCustomer'>,
): Promise<void> {
  const lookups = externalIds.map((id) => lookupOf(tx, id))
  if (lookups.length > 0) await insertErasures(tx, lookups, { ...when, withCustomer: false })
}

/** Whether the request belongs to an erased person. */
export async function isErasedRequest(tx: ShopTransaction, externalId: string | null): Promise<boolean> {
  if (externalId === null) return false
  const lookup = lookupOf(tx, externalId)
  return (await findErasures(tx, [lookup])).has(lookup)
}

const DAY_MS = 86_400_000

export interface OpenRequests {
  count: number
  /** The one whose last day comes first. */
  next: DueRequest | null
  /** Those whose last day is over, and those whose last day comes within a week. */
  overdue: DueRequests
  dueSoon: DueRequests
}

interface DueRequest {
  id: string
  dueAt: Date
}

interface DueRequests {
  count: number
  first: DueRequest | null
}

export async function countOpenRequests(tx: ShopTransaction): Promise<OpenRequests> {
  const now = clock.now()
  const due = async (dueAt: { lt?: Date; gte?: Date }): Promise<DueRequests> => {
    const where = { state: { in: [...OPEN_STATES] }, dueAt }
    return {
      count: await tx.dataSubjectRequest.count({ where }),
      first: await tx.dataSubjectRequest.findFirst({
        where,
        select: { id: true, dueAt: true },
        orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
      }),
    }
  }
  const all = await due({})
  return {
    count: all.count,
    next: all.first,
    overdue: await due({ lt: now }),
    dueSoon: await due({ gte: now, lt: new Date(+now + (SOON_DAYS + 1) * DAY_MS) }),
  }
}

/** Every open request is looked at anew for a reminder. */
export async function remindAllAgain(tx: ShopTransaction, at: Date): Promise<void> {
  await tx.dataSubjectRequest.updateMany({ where: { state: { in: [...OPEN_STATES] } }, data: { remindAt: at } })
}
