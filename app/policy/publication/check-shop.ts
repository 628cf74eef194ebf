import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import { otherLocales, type PageDrift, type ShopTexts } from './model.ts'
import { readShop } from './read-shop.ts'
import { textsOfPages, type WrittenPage } from './render.ts'
import { noteDrift, type PolicyPublication, publicationInForce, readPages } from './store.ts'

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

/**
 * Compares what the shop shows with what the publication in force wrote, and notes it. Nothing is to be compared while
 * nothing is published.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function checkShop(shop: ShopDomain, client: ShopClient): Promise<void> {
  const { inForce, written } = await forShop(shop, async (tx) => {
    const inForce = await publicationInForce(tx)
    return { inForce, written: inForce ? await readPages(tx, inForce.id) : [] }
  })
  if (!inForce) return
  const { drift } = await compareShop(client, inForce, written)
  await forShop(shop, (tx) => noteDrift(tx, inForce.id, { drift, at: clock.now() }))
}
