import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { dayOf, keptVersion } from '../../register/index.ts'
import { readPage } from '../../shopify/pages.ts'
import { readPolicyOfShop } from '../../shopify/policies.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { apart } from '../apart.ts'
import { Hindered } from './failures.ts'
import { otherLocales, type Plan } from './model.ts'
import { freeHandle, planFor, readShop } from './read-shop.ts'
import type { WrittenPage } from './render.ts'
import { type Lease, notePlan, type Publication, publicationOfVersion, readPages } from './store.ts'

/**
 * Reads what the shop shows and keeps it with everything that is to be written, before anything is. Nothing is written
 * when a page is too large or the shop takes none. Gives the id of the shop's cookie page, if it has Kept's.
 *
 * @throws Hindered
 */
export async function planPublication(
  work: { shop: ShopDomain; lease: Lease; client: ShopClient; cookiePageId: string | null },
  { version }: Publication,
): Promise<string | null> {
  const { admin, retryPolicy } = work.client
  const shop = await readPolicyOfShop(admin, retryPolicy)
  const page = work.cookiePageId === null ? null : await readPage(admin, work.cookiePageId, retryPolicy)
  const planned = planFor(shop, page?.handle ?? (await freeHandle(work.client)))
  if (!planned.ok) throw new Hindered(planned.reason)
  const { plan } = planned
  const cookiePage = { id: page?.id ?? null, handle: plan.cookieHandle, made: null }
  const before = await readShop(work.client, cookiePage, otherLocales(plan), shop)

  const { frozen, earlier } = await forShop(work.shop, async (tx) => ({
    frozen: await keptVersion(tx, version),
    earlier: await earlierPages(tx, version, plan),
  }))
  if (!frozen) throw new Error('A publication is of a version that is not there')
  const rendered = await apart('pages', {
    content: frozen.content,
    plan,
    version: { number: version, date: dayOf(frozen.createdAt) },
  })
  if (!rendered.ok) throw new Hindered('too_large')
  const pages = rendered.pages.map((page) => earlier.get(placeOf(page)) ?? page)
  await forShop(work.shop, (tx) =>
    notePlan(tx, work.lease, { plan, before: before.texts, pages, cookiePageId: cookiePage.id }, clock.now()),
  )
  return cookiePage.id
}

const placeOf = ({ document, locale }: WrittenPage) => `${document}/${locale}`

/** What a version says does not change when Kept learns to say it better: it is written again as it was. */
async function earlierPages(tx: ShopTransaction, version: number, plan: Plan): Promise<Map<string, WrittenPage>> {
  const earlier = await publicationOfVersion(tx, version)
  const sameAddresses = earlier?.plan?.url === plan.url && earlier.plan.cookieHandle === plan.cookieHandle
  const pages = earlier && sameAddresses ? await readPages(tx, earlier.id) : []
  return new Map(pages.map((page) => [placeOf(page), page]))
}
