import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { glanceAtHeld } from '../../requests/index.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { CustomerGone } from '../../shopify/person-data/ask.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { customerIdOf } from '../../subjects/index.ts'
import type { ReadingJob } from '../queues.ts'
import { findReading, noteReadingFailed, removeReading, storeCopy } from './store.ts'

/**
 * Reads the beginning of what is held about the customer who looks. Run again, it reads anew.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function workReading(
  { shop, readingId }: ReadingJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const copy = await forShop(shop, (tx) => findReading(tx, readingId))
  if (copy?.state !== 'reading') return
  const customerId = await forShop(shop, (tx) => customerIdOf(tx, copy.subjectId))
  const client = customerId && (await clientOf(shop))
  if (!customerId || !client) return forShop(shop, (tx) => noteReadingFailed(tx, readingId))
  try {
    const glance = await glanceAtHeld(shop, customerId, client)
    await forShop(shop, (tx) => storeCopy(tx, copy, glance, clock.now()))
  } catch (error) {
    // The same would be refused again; who is gone at Shopify comes back under another number, if at all.
    if (!(error instanceof ShopifyRefusal) && !(error instanceof CustomerGone)) throw error
    await forShop(shop, (tx) => noteReadingFailed(tx, readingId))
  }
}

/** Called after the last try failed. */
export const noteReadingGivenUp = ({ shop, readingId }: ReadingJob): Promise<void> =>
  forShop(shop, (tx) => noteReadingFailed(tx, readingId))

/** What was read is not kept: whoever looks again has it read again. */
export const forgetReading = ({ shop, readingId }: ReadingJob): Promise<void> =>
  forShop(shop, (tx) => removeReading(tx, readingId))
