import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { bannerQueue } from './queues.ts'

/** The storefront gets what is in force when the job runs. Enqueued in the transaction that changes what that is. */
export async function enqueueBannerPublication(tx: ShopTransaction): Promise<void> {
  await enqueue(bannerQueue, [{ shop: tx.shop, receivedAt: +clock.now() }], within(tx))
}
