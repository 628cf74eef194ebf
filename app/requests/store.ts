import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { SubjectId } from '../subjects/index.ts'

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

export async function insertRequest(tx: ShopTransaction, request: NewRequest): Promise<void> {
  await tx.dataSubjectRequest.create({
    data: { ...request, shop: tx.shop, state: 'open', details: new Uint8Array(request.details) },
  })
}

/** What was asked for goes with the person; that there was a request, and when, stays. */
export async function closeRequestsOfErased(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<number> {
  const { count } = await tx.dataSubjectRequest.updateMany({
    where: { subjectId: { in: [...subjects] }, state: 'open' },
    data: { state: 'erased', closedAt: clock.now() },
  })
  await tx.dataSubjectRequest.updateMany({
    where: { subjectId: { in: [...subjects] } },
    data: { details: null, externalId: null },
  })
  return count
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
