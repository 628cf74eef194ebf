import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { OPEN_STATES } from '../lifecycle/model.ts'
import { type RequestRow, requestRow } from '../lifecycle/store.ts'

export interface IntakeRow {
  id: string
  subjectId: SubjectId
  receivedAt: Date
  content: Uint8Array
}

export async function insertIntake(tx: ShopTransaction, { content, ...row }: IntakeRow): Promise<void> {
  await tx.requestIntake.create({ data: { ...row, shop: tx.shop, content: new Uint8Array(content) } })
}

export async function findIntake(tx: ShopTransaction, id: string): Promise<IntakeRow | null> {
  const row = await tx.requestIntake.findFirst({ where: { id } })
  return row && { ...row, subjectId: row.subjectId as SubjectId }
}

/** False when another process was first, or the person was erased. */
export async function removeIntake(tx: ShopTransaction, id: string): Promise<boolean> {
  return (await tx.requestIntake.deleteMany({ where: { id } })).count > 0
}

const MOST_LISTED = 50

/** The requests of these subjects, the newest first. */
export async function requestRowsOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<RequestRow[]> {
  const rows = await tx.dataSubjectRequest.findMany({
    where: { subjectId: { in: [...subjects] } },
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: MOST_LISTED,
  })
  return rows.map((row) => requestRow.parse(row))
}

/** Requests of these subjects that still have to be answered, with those that joined one of them. */
export async function countOpenOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<number> {
  const open = await tx.dataSubjectRequest.findMany({
    where: { subjectId: { in: [...subjects] }, state: { in: [...OPEN_STATES] } },
    select: { id: true },
  })
  const joined = await tx.dataSubjectRequest.count({
    where: { subjectId: { in: [...subjects] }, state: 'joined', joinedTo: { in: open.map(({ id }) => id) } },
  })
  return open.length + joined
}
