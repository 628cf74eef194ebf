import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { type PublicationJob, publicationQueue } from '../queues.ts'
import { insertPublication, type Prepared } from './store.ts'

interface Beginning {
  version: number
  /** Shopify's id of the member of staff. */
  startedBy: string
  /** The rendered pages; null when the job must render them. */
  prepared: Prepared | null
}

/** Begins a publication and enqueues its job. Returns the publication's id. */
export async function beginPublication(tx: ShopTransaction, beginning: Beginning): Promise<string> {
  const publicationId = await insertPublication(tx, { ...beginning, startedAt: clock.now() })
  await enqueuePublication(tx, publicationId)
  return publicationId
}

export async function enqueuePublication(tx: ShopTransaction, publicationId: string): Promise<void> {
  const job: PublicationJob = { shop: tx.shop, receivedAt: +clock.now(), publicationId }
  await enqueue(publicationQueue, [job], within(tx))
}
