import type { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../platform/db.ts'
import type { IsoDate } from '../register/index.ts'
import type { SubjectId } from '../subjects/index.ts'
import { OPEN_STATES } from './lifecycle/model.ts'
import { type RequestRow, requestRow } from './lifecycle/store.ts'
import type { RequestView } from './words.ts'

export type ListedRow = RequestRow

interface Wanted {
  view: RequestView
  /** Only requests of these; null for everybody's. */
  subjects: readonly SubjectId[] | null
  staffId: string
  today: IsoDate
  page: number
  size: number
}

const OPEN: Prisma.DataSubjectRequestWhereInput = { state: { in: [...OPEN_STATES] } }

const VIEWS: Record<RequestView, (wanted: Wanted) => Prisma.DataSubjectRequestWhereInput> = {
  open: () => OPEN,
  new: () => ({ state: 'received', assignee: null }),
  mine: ({ staffId }) => ({ ...OPEN, assignee: staffId }),
  overdue: ({ today }) => ({ ...OPEN, dueOn: { lt: new Date(`${today}T00:00:00Z`) } }),
  waiting: () => ({ state: { in: ['identity_check', 'waiting_for_person'] } }),
  closed: () => ({ state: { notIn: [...OPEN_STATES] } }),
}

/** Open ones by their last day, closed ones newest first. */
export async function listRows(tx: ShopTransaction, wanted: Wanted): Promise<{ rows: ListedRow[]; total: number }> {
  const { view, subjects, page, size } = wanted
  const where = { ...VIEWS[view](wanted), ...(subjects && { subjectId: { in: [...subjects] } }) }
  const total = await tx.dataSubjectRequest.count({ where })
  const found = await tx.dataSubjectRequest.findMany({
    where,
    orderBy: view === 'closed' ? [{ closedAt: 'desc' }, { id: 'desc' }] : [{ dueOn: 'asc' }, { id: 'asc' }],
    skip: (page - 1) * size,
    take: size,
  })
  return { rows: found.map((row) => requestRow.parse(row)), total }
}
