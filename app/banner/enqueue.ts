import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { enqueue, within } from '../platform/queue.ts'
import { bannerQueue } from './queues.ts'

/**
 * Enqueues a publication in the transaction that changes the register or the settings. The job publishes what is
 * current when it runs.
 */
export async function enqueueBannerPublication(tx: ShopTransaction): Promise<void> {
  await enqueue(bannerQueue, [{ shop: tx.shop, receivedAt: +clock.now() }], within(tx))
}
