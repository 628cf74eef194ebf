import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { vault } from '../platform/vault.ts'
import { type Erasure, findErasures, insertErasures, type SubjectId } from '../subjects/index.ts'

const requestKind = z.enum(['access'])

export interface NewRequest {
  id: string
  kind: 'access'
  channel: 'shopify_webhook'
  externalId: string | null
  subjectId: SubjectId
  receivedAt: Date
  dueAt: Date
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
export async function insertRequest(tx: ShopTransaction, request: NewRequest) {
  await tx.dataSubjectRequest.create({
    data: { ...request, shop: tx.shop, state: 'open', details: new Uint8Array(request.details) },
  })
  return { requestId: request.id, dueAt: request.dueAt }
}

/** Closes the requests of erased persons: the requested data is deleted, the request and its dates stay. */
export async function closeRequestsOfErased(tx: ShopTransaction, subjects: readonly SubjectId[]) {
  const theirs = { subjectId: { in: [...subjects] } }
  const { count } = await tx.dataSubjectRequest.updateMany({
    where: { ...theirs, state: 'open' },
    data: { state: 'erased', closedAt: clock.now() },
  })
  const requests = await tx.dataSubjectRequest.findMany({ where: theirs, select: { externalId: true } })
  await tx.dataSubjectRequest.updateMany({ where: theirs, data: { details: null, externalId: null, subjectId: null } })
  return { requestsClosed: count, externalIds: requests.flatMap(({ externalId }) => externalId ?? []) }
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

export interface OpenRequests {
  count: number
  nextDueAt: Date | null
}

export async function countOpenRequests(tx: ShopTransaction): Promise<OpenRequests> {
  const found = await tx.dataSubjectRequest.aggregate({
    where: { state: 'open' },
    _count: true,
    _min: { dueAt: true },
  })
  return { count: found._count, nextDueAt: found._min.dueAt }
}

export interface OpenRequestRow {
  id: string
  kind: 'access'
  subjectId: SubjectId | null
  receivedAt: Date
  dueAt: Date
}

/** Open requests, the one that is due first on top. `after` is the id of the last one that was shown. */
export async function listOpenRequests(
  tx: ShopTransaction,
  { size, after }: { size: number; after: string | null },
): Promise<{ rows: OpenRequestRow[]; next: string | null }> {
  // Closed or not: the list goes on behind it.
  const last =
    after === null ? null : await tx.dataSubjectRequest.findFirst({ where: { id: after }, select: { dueAt: true } })
  const found = await tx.dataSubjectRequest.findMany({
    where: {
      state: 'open',
      ...(last && { OR: [{ dueAt: { gt: last.dueAt } }, { dueAt: last.dueAt, id: { gt: after ?? '' } }] }),
    },
    select: { id: true, kind: true, subjectId: true, receivedAt: true, dueAt: true },
    orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    take: size + 1,
  })
  const rows = found.slice(0, size).map((row) => ({
    ...row,
    kind: requestKind.parse(row.kind),
    subjectId: row.subjectId as SubjectId | null,
  }))
  return { rows, next: found.length > size ? (rows.at(-1)?.id ?? null) : null }
}
