import type { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../platform/db.ts'
import type { IsoDate } from '../register/index.ts'
import type { SubjectId } from '../subjects/index.ts'
import { OPEN_STATES } from './lifecycle/model.ts'
import { type RequestRow, requestRow } from './lifecycle/store.ts'
import type { RequestView } from './words.ts'

interface Wanted {
  view: RequestView
  /** Only requests of these; null for everybody's. */
  subjects: readonly SubjectId[] | null
  staffId: string
  today: IsoDate
  size: number
  /** The id of the last one that was shown; null for the beginning. */
  after: string | null
}

type Where = Prisma.DataSubjectRequestWhereInput

const OPEN: Where = { state: { in: [...OPEN_STATES] } }

const VIEWS: Record<RequestView, (wanted: Wanted) => Where> = {
  open: () => OPEN,
  new: () => ({ state: 'received', assignee: null }),
  mine: ({ staffId }) => ({ ...OPEN, assignee: staffId }),
  overdue: ({ today }) => ({ ...OPEN, dueOn: { lt: new Date(`${today}T00:00:00Z`) } }),
  waiting: () => ({ state: { in: ['identity_check', 'waiting_for_person'] } }),
  closed: () => ({ state: { notIn: [...OPEN_STATES] } }),
  all: () => ({}),
}

export interface ListedRows {
  rows: RequestRow[]
  /** How many the view has. */
  total: number
  next: string | null
}

/** Open ones by their last day, closed ones from the newest on. */
export async function listRows(tx: ShopTransaction, wanted: Wanted): Promise<ListedRows> {
  const { view, subjects, size } = wanted
  const where: Where = { ...VIEWS[view](wanted), ...(subjects && { subjectId: { in: [...subjects] } }) }
  const found = await tx.dataSubjectRequest.findMany({
    where: { AND: [where, await behind(tx, wanted)] },
    orderBy: view === 'closed' ? [{ closedAt: 'desc' }, { id: 'desc' }] : [{ dueAt: 'asc' }, { id: 'asc' }],
    take: size + 1,
  })
  const rows = found.slice(0, size).map((row) => requestRow.parse(row))
  const total = await tx.dataSubjectRequest.count({ where })
  return { rows, total, next: found.length > size ? (rows.at(-1)?.id ?? null) : null }
}

/** Whatever became of the last one that was shown, the list goes on behind it. An unknown one is its beginning. */
async function behind(tx: ShopTransaction, { view, after }: Wanted): Promise<Where> {
  const last = after === null ? null : await tx.dataSubjectRequest.findFirst({ where: { id: after } })
  if (!last) return {}
  const { id, dueAt, closedAt } = last
  if (view !== 'closed') return { OR: [{ dueAt: { gt: dueAt } }, { dueAt, id: { gt: id } }] }
  return closedAt ? { OR: [{ closedAt: { lt: closedAt } }, { closedAt, id: { lt: id } }] } : {}
}
