import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, forgetJobsAbout, within } from '../../platform/queue.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { type WriteBackJob, writeBackQueue } from '../queues.ts'

/**
 * Enqueues a job for each subject that chose something, in the transaction that records the choice. The job finds
 * out whether Shopify has to be told: of e-mail and SMS, and of what the customer's record says of refusals. So recording a
 * decision does not wait for it.
 */
export async function followUpRefusals(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  const receivedAt = +clock.now()
  const jobs = subjects.map((subject): WriteBackJob => ({ shop: tx.shop, receivedAt, subject }))
  await enqueue(writeBackQueue, jobs, within(tx))
}

/** Jobs name the subject, so they are deleted with an erased person. */
export async function forgetWriteBackJobs(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  if (subjects.length === 0) return
  await forgetJobsAbout(tx.shop, { queue: writeBackQueue, field: 'subject', values: subjects }, within(tx))
}
