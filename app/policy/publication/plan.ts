/** What a publication writes and where, settled before anything is written. */
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { dayOf, keptVersion } from '../../register/index.ts'
import { findPage, readPage } from '../../shopify/pages.ts'
import { type PolicyOfShop, readPolicyOfShop } from '../../shopify/policies.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { apart } from '../apart.ts'
import { policyLanguageOf } from '../languages.ts'
import { Hindered } from './failures.ts'
import { otherLocales, type Plan } from './model.ts'
import { readShop } from './read-shop.ts'
import type { WrittenPage } from './render.ts'
import { type Lease, notePlan, publicationOfVersion, readPages } from './store.ts'

export type Planned = { ok: true; plan: Plan } | { ok: false; reason: 'automatic' | 'not_covered' }

/** What publishing would write to, as the shop is now. Nothing can be published where its own language is not covered. */
export function planFor(shop: PolicyOfShop, cookieHandle: string): Planned {
  if (shop.isAutomatic) return { ok: false, reason: 'automatic' }
  const [own, ...rest] = shop.locales
  if (!own || !policyLanguageOf(own.locale)) return { ok: false, reason: 'not_covered' }
  const covered = shop.locales.flatMap(({ locale }) => {
    const language = policyLanguageOf(locale)
    return language ? [[locale, language] as const] : []
  })
  const languages: Plan['languages'] = Object.fromEntries(covered)
  const [others, notCovered] = [
    rest.filter(({ locale }) => locale in languages),
    rest.filter(({ locale }) => !(locale in languages)),
  ]
  return {
    ok: true,
    plan: {
      url: shop.url,
      primary: own.locale,
      others: others.map(({ locale }) => locale),
      notCovered: notCovered.map(({ locale }) => locale),
      languages,
      cookieHandle,
    },
  }
}

/** Handles that are tried for the cookie page; one that a page of the shop has is left alone. */
const HANDLES = ['cookies', 'cookies-and-trackers', ...Array.from({ length: 20 }, (_, n) => `cookies-${n + 2}`)]

/** @throws Error when every one of them is taken, which takes 22 pages about cookies */
async function freeHandle({ admin, retryPolicy }: ShopClient): Promise<string> {
  for (const handle of HANDLES) if (!(await findPage(admin, handle, retryPolicy))) return handle
  throw new Error('Every handle for the cookie page is taken')
}

interface Planning {
  shop: ShopDomain
  lease: Lease
  client: ShopClient
  version: number
  /** The cookie page that Kept made last, if it made one. */
  cookiePageId: string | null
}

/**
 * Reads what the shop shows and keeps it with everything that is to be written, before anything is. Nothing is written
 * when a page is too large or the shop takes none. The id is that of the cookie page, if it is still there.
 *
 * @throws Hindered
 */
export async function planPublication({ shop, lease, client, version, cookiePageId }: Planning): Promise<{
  plan: Plan
  cookiePageId: string | null
}> {
  const { admin, retryPolicy } = client
  const policy = await readPolicyOfShop(admin, retryPolicy)
  const page = cookiePageId === null ? null : await readPage(admin, cookiePageId, retryPolicy)
  const planned = planFor(policy, page?.handle ?? (await freeHandle(client)))
  if (!planned.ok) throw new Hindered(planned.reason)
  const { plan } = planned
  const cookiePage = { id: page?.id ?? null, handle: plan.cookieHandle, made: null }
  const { texts: before } = await readShop(client, cookiePage, otherLocales(plan), policy)

  const { frozen, earlier } = await forShop(shop, async (tx) => ({
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
  await forShop(shop, (tx) => notePlan(tx, lease, { plan, before, pages, cookiePageId: cookiePage.id }, clock.now()))
  return { plan, cookiePageId: cookiePage.id }
}

const placeOf = ({ document, locale }: WrittenPage) => `${document}/${locale}`

/** What a version says does not change when Kept learns to say it better: it is written again as it was. */
async function earlierPages(tx: ShopTransaction, version: number, plan: Plan): Promise<Map<string, WrittenPage>> {
  const earlier = await publicationOfVersion(tx, version)
  const sameAddresses = earlier?.plan?.url === plan.url && earlier.plan.cookieHandle === plan.cookieHandle
  const pages = earlier && sameAddresses ? await readPages(tx, earlier.id) : []
  return new Map(pages.map((page) => [placeOf(page), page]))
}
