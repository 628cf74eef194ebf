/** Which order a review is about, sealed under the person's key, and what was decided. */
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { keyOf, type SubjectId, subjectContext } from '../../subjects/index.ts'
import { REVIEW_DECISIONS, type ReviewDecision } from '../words.ts'
import { REVIEW_TASKS } from './words.ts'

const reviewedOrder = z.object({ id: z.string().regex(/^\d{1,20}$/), name: z.string().max(100) })
export type ReviewedOrder = z.infer<typeof reviewedOrder>

const doneTask = z.object({ task: z.enum(REVIEW_TASKS), at: z.iso.datetime(), by: z.string() })
export type DoneTask = z.infer<typeof doneTask>

const review = z.object({
  decision: z.enum(REVIEW_DECISIONS).nullable(),
  decidedAt: z.date().nullable(),
  decidedBy: z.string().nullable(),
  tasks: z.array(doneTask),
})

export interface Review extends z.infer<typeof review> {
  /** Null once the person is erased. */
  order: ReviewedOrder | null
}

/** Null as long as no order was chosen. */
export async function readReview(
  tx: ShopTransaction,
  requestId: string,
  subject: SubjectId | null,
): Promise<Review | null> {
  const row = await tx.humanReview.findFirst({ where: { requestId } })
  if (!row) return null
  const key = subject && (await keyOf(tx, subject))
  const order = key ? vault.open(key, row.order, subjectContext(tx.shop, subject)).toString('utf8') : null
  return { ...review.parse(row), order: order === null ? null : reviewedOrder.parse(JSON.parse(order)) }
}

/** Keeps which order it is about, over one that was chosen before. */
export async function writeOrder(
  tx: ShopTransaction,
  requestId: string,
  order: ReviewedOrder,
  subject: SubjectId,
): Promise<void> {
  const key = await keyOf(tx, subject)
  if (!key) return
  const sealed = vault.seal(key, JSON.stringify(reviewedOrder.parse(order)), subjectContext(tx.shop, subject))
  const chosen = { order: new Uint8Array(sealed) }
  await tx.humanReview.upsert({
    where: { shop_requestId: { shop: tx.shop, requestId } },
    create: { shop: tx.shop, requestId, ...chosen },
    update: chosen,
  })
}

export async function writeDecision(
  tx: ShopTransaction,
  requestId: string,
  decided: { decision: ReviewDecision; decidedAt: Date; decidedBy: string },
): Promise<void> {
  await tx.humanReview.updateMany({ where: { requestId }, data: decided })
}

export async function writeTasks(tx: ShopTransaction, requestId: string, tasks: readonly DoneTask[]): Promise<void> {
  await tx.humanReview.updateMany({ where: { requestId }, data: { tasks: [...tasks] } })
}
