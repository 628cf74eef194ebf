import { addHours } from 'date-fns/addHours'
import { v7 as uuidv7 } from 'uuid'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { readRow } from '../lifecycle/store.ts'
import { LINKS_AN_HOUR } from '../limits.ts'
import { linkQueue } from '../queues.ts'
import { countLinksSince, insertLink } from './store.ts'

interface Asked {
  /** Shopify's id of the member of staff; null for the person. */
  askedBy: string | null
  /** Where the person reads, as a signed call says; null for the shop's own language. */
  pathPrefix: string | null
}

export type AskResult = 'asked' | 'too_many' | 'not_found'

/**
 * Asks for a one-time link to the address on file. A job finds the address out and sends it: whoever waits learns nothing. A
 * request that was joined to another one of the same person is proven with that one.
 */
export async function askForLink(
  tx: ShopTransaction,
  requestId: string,
  { askedBy, pathPrefix }: Asked,
): Promise<AskResult> {
  const asked = await readRow(tx, requestId)
  const joined = asked?.joinedTo ? await readRow(tx, asked.joinedTo) : null
  const row = joined && joined.subjectId === asked?.subjectId ? joined : asked
  if (!row?.subjectId) return 'not_found'
  const now = clock.now()
  if ((await countLinksSince(tx, row.subjectId, addHours(now, -1))) >= LINKS_AN_HOUR) return 'too_many'
  const linkId = uuidv7()
  await insertLink(tx, { id: linkId, requestId: row.id, askedAt: now, askedBy, pathPrefix })
  await enqueue(linkQueue, [{ shop: tx.shop, receivedAt: +now, linkId }], within(tx))
  return 'asked'
}
