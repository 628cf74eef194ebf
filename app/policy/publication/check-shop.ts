import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { checkQueue, type PublicationJob } from '../queues.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import { otherLocales, type PageDrift, type ShopTexts } from './model.ts'
import { readShop } from './read-shop.ts'
import { textsOfPages, type WrittenPage } from './render.ts'
import { noteDrift, type PolicyPublication, publicationInForce, readPages } from './store.ts'

const A_DAY_SECONDS = 24 * 3600

/** Enqueues the next daily check of the shop. */
export async function enqueueCheck(tx: ShopTransaction, publicationId: string): Promise<void> {
  const job: PublicationJob = { shop: tx.shop, receivedAt: +clock.now(), publicationId }
  await enqueue(checkQueue, [job], within(tx), A_DAY_SECONDS)
}

export interface Compared {
  drift: PageDrift[]
  written: WrittenPage[]
  found: ShopTexts
}

/** Compares the shop with what a publication wrote. */
export async function compareShop(
  client: ShopClient,
  { plan, cookiePageId }: PolicyPublication,
  written: WrittenPage[],
): Promise<Compared> {
  if (plan === null) throw new Error('A publication without a plan was never in force')
  const cookiePage = { id: cookiePageId, handle: plan.cookieHandle, made: null }
  const texts = await readShop(client, cookiePage, otherLocales(plan))
  const drift = await runPolicyTask('findDrift', { wanted: textsOfPages(written, plan), found: texts, plan })
  return { drift, written, found: texts }
}

/** The daily check: compares the shop with what Kept wrote, for as long as that publication is in force. */
export async function checkShop(
  { shop, publicationId }: PublicationJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const inForce = await forShop(shop, publicationInForce)
  if (inForce?.id !== publicationId) return
  const client = await clientOf(shop)
  if (client === null) return
  const written = await forShop(shop, (tx) => readPages(tx, publicationId))
  const { drift } = await compareShop(client, inForce, written)
  await forShop(shop, async (tx) => {
    await noteDrift(tx, publicationId, { drift, at: clock.now() })
    await enqueueCheck(tx, publicationId)
  })
}
