import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, forgetJobsAbout, within } from '../../platform/queue.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { type WriteBackJob, writeBackQueue } from '../queues.ts'

/**
 * Somebody refused something: a job for each of them looks whether Shopify has to be told. Enqueued in the transaction
 * that records the refusal. Which of the purposes are e-mail or SMS the job finds out, so that no decision waits for it.
 */
export async function followUpRefusals(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  const receivedAt = +clock.now()
  const jobs = subjects.map((subject): WriteBackJob => ({ shop: tx.shop, receivedAt, subject }))
  await enqueue(writeBackQueue, jobs, within(tx))
}

/** The jobs name the subject: they go with an erased person. */
export async function forgetWriteBackJobs(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  if (subjects.length === 0) return
  await forgetJobsAbout(tx.shop, { queue: writeBackQueue, field: 'subject', values: subjects }, within(tx))
}
