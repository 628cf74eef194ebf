import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, type ShopJob, within } from '../../platform/queue.ts'
import type { SubjectId } from '../../subjects/index.ts'

export interface WriteBackJob extends ShopJob {
  subject: SubjectId
}

/**
 * Somebody refused something: a job looks whether Shopify has to be told. Enqueued in the transaction that records the
 * refusal. Which of the purposes are e-mail or SMS is for the job to find out, so that no decision waits for it.
 */
export async function followUpRefusal(tx: ShopTransaction, subject: SubjectId): Promise<void> {
  const job: WriteBackJob = { shop: tx.shop, receivedAt: +clock.now(), subject }
  await enqueue('marketing-write-back', [job], within(tx))
}
