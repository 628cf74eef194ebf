import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopJob } from '../../platform/define-queue.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { lockRevision } from '../../register/index.ts'
import { proxyPathOf } from '../../shopify/app-proxy/store.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { linksQueue } from '../queues.ts'
import { beginPublication } from './begin.ts'
import { compareShop } from './check-shop.ts'
import { noteDrift, openPublication, publicationInForce, readPages } from './store.ts'

/** Nobody of the staff began it. */
const STARTED_BY_KEPT = 'kept'

/** Enqueues the update of the published pages' links, in the transaction that stores where Kept is on the storefront. */
export async function enqueueLinks(tx: ShopTransaction): Promise<void> {
  await enqueue(linksQueue, [{ shop: tx.shop, receivedAt: +clock.now() }], within(tx))
}

/**
 * Publishes the version in force again when its pages link to where Kept is no longer. A page that somebody changed in
 * the shop is theirs: Kept overwrites nothing, and staff find the difference on the policy page.
 *
 * @throws Error while another publication is under way: try again later
 */
export async function updateLinks({ shop }: ShopJob, clientOf: ShopClientProvider = backgroundClient): Promise<void> {
  const { inForce, written, proxyPath } = await forShop(shop, async (tx) => {
    await refuseWhileOpen(tx)
    const inForce = await publicationInForce(tx)
    return { inForce, written: inForce ? await readPages(tx, inForce.id) : [], proxyPath: await proxyPathOf(tx) }
  })
  if (!inForce?.plan || inForce.plan.proxy === proxyPath) return
  const client = await clientOf(shop)
  if (client === null) return
  const { drift } = await compareShop(client, inForce, written)
  await forShop(shop, async (tx) => {
    await lockRevision(tx)
    await refuseWhileOpen(tx)
    if ((await publicationInForce(tx))?.id !== inForce.id) return
    await noteDrift(tx, inForce.id, { drift, at: clock.now() })
    if (drift.length > 0) return
    await beginPublication(tx, { version: inForce.version, startedBy: STARTED_BY_KEPT, prepared: null })
  })
}

async function refuseWhileOpen(tx: ShopTransaction): Promise<void> {
  if (await openPublication(tx)) throw new Error('The links are updated after the publication that is under way')
}
