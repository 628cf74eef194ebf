/** Plans what a publication writes and where, before anything is written. */
import { isDeepStrictEqual } from 'node:util'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { dayOf, type KeptVersion, keptVersion } from '../../register/index.ts'
import { proxyPathOf } from '../../shopify/app-proxy/store.ts'
import { findPage, readPage } from '../../shopify/pages.ts'
import { type PolicyOfShop, readPolicyOfShop } from '../../shopify/policies.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { policyLanguageOf } from '../languages.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import { beginPublication } from './begin.ts'
import { PublicationBlocked, PublicationReplaced } from './failures.ts'
import { otherLocales, type Plan } from './model.ts'
import { readShop } from './read-shop.ts'
import type { RenderedPages, WrittenPage } from './render.ts'
import { endPublication, type Lease, notePlan, type Prepared, publicationOfVersion, readPages } from './store.ts'

type PlanRefusal = { ok: false; reason: 'automatic' | 'not_covered' }

/** Nothing is published when Kept cannot write in the shop's own language. */
function planFor(shop: PolicyOfShop, cookieHandle: string, proxy: string): { ok: true; plan: Plan } | PlanRefusal {
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
      proxy,
    },
  }
}

/** The handles to try for the cookie page. A handle that one of the shop's pages has is skipped. */
const HANDLES = ['cookies', 'cookies-and-trackers', ...Array.from({ length: 20 }, (_, n) => `cookies-${n + 2}`)]

/** @throws Error when every handle is taken, which needs 22 pages about cookies */
async function freeHandle({ admin, retryPolicy }: ShopClient): Promise<string> {
  for (const handle of HANDLES) if (!(await findPage(admin, handle, retryPolicy))) return handle
  throw new Error('Every handle for the cookie page is taken')
}

type PlannedShop = { ok: true; plan: Plan; shop: PolicyOfShop; cookiePageId: string | null } | PlanRefusal

/** What Kept knows of the shop before it reads it. */
export interface KnownOfShop {
  cookiePageId: string | null
  /** The path of the app proxy. */
  proxyPath: string
}

/** The plan for the shop as it is now, and the id of the cookie page if it still exists. */
export async function planShop(client: ShopClient, known: KnownOfShop): Promise<PlannedShop> {
  const { admin, retryPolicy } = client
  const shop = await readPolicyOfShop(admin, retryPolicy)
  const page = known.cookiePageId === null ? null : await readPage(admin, known.cookiePageId, retryPolicy)
  const planned = planFor(shop, page?.handle ?? (await freeHandle(client)), known.proxyPath)
  return planned.ok ? { ...planned, shop, cookiePageId: page?.id ?? null } : planned
}

type InShop = <T>(work: (tx: ShopTransaction) => Promise<T>) => Promise<T>

/**
 * The pages of a version. Pages that were published before at the same addresses are taken unchanged, so that a
 * version's text never changes when a new release of Kept renders differently.
 */
export async function pagesOfVersion(inShop: InShop, version: KeptVersion, plan: Plan): Promise<RenderedPages> {
  const { number, content, createdAt } = version
  const earlier = await inShop((tx) => earlierPages(tx, number, plan))
  const missing = Object.entries(plan.languages).filter(([locale]) => !earlier.some((page) => page.locale === locale))
  if (missing.length === 0) return { ok: true, pages: earlier }
  const languages = Object.fromEntries(missing)
  const dated = { number, date: dayOf(createdAt) }
  const rendered = await runPolicyTask('renderAllPages', { content, plan: { ...plan, languages }, version: dated })
  return rendered.ok ? { ok: true, pages: [...earlier, ...rendered.pages] } : rendered
}

/** The parts of a plan from which its pages' links are made. */
const ADDRESSES = ['url', 'cookieHandle', 'proxy'] as const

async function earlierPages(tx: ShopTransaction, version: number, plan: Plan): Promise<WrittenPage[]> {
  const earlier = await publicationOfVersion(tx, version)
  const sameAddresses = earlier?.plan && ADDRESSES.every((part) => earlier.plan?.[part] === plan[part])
  const pages = earlier && sameAddresses ? await readPages(tx, earlier.id) : []
  return pages.filter(({ locale }) => locale in plan.languages)
}

interface Planning {
  shop: ShopDomain
  lease: Lease
  version: number
  startedBy: string
  /** The plan for which its pages were rendered; null when they were not. */
  plan: Plan | null
  /** The last cookie page that Kept created; null when it created none. */
  cookiePageId: string | null
}

/**
 * Stores a snapshot of what the shop shows, and the pages if they are not stored yet, before anything is written.
 * Nothing is written when a page is too large or the shop's settings do not allow it.
 *
 * @throws PublicationBlocked
 * @throws PublicationReplaced when the shop changed after its pages were rendered: another publication has begun with
 * new pages
 */
export async function planPublication(
  client: ShopClient,
  publication: Planning,
): Promise<{ plan: Plan; cookiePageId: string | null }> {
  const { shop, lease, version } = publication
  const proxyPath = await forShop(shop, proxyPathOf)
  const planned = await planShop(client, { cookiePageId: publication.cookiePageId, proxyPath })
  if (!planned.ok) throw new PublicationBlocked(planned.reason)
  const { plan, cookiePageId } = planned
  const isPrepared = publication.plan !== null && isSamePlan(publication.plan, plan)
  const pages = isPrepared ? [] : await renderNow(shop, version, plan)
  if (publication.plan !== null && !isPrepared) {
    await replacePublication(publication, { plan, pages })
    throw new PublicationReplaced()
  }
  const cookiePage = { id: cookiePageId, handle: plan.cookieHandle, made: null }
  const before = await readShop(client, cookiePage, otherLocales(plan), planned.shop)
  await forShop(shop, (tx) => notePlan(tx, lease, { plan, before, pages, cookiePageId }, clock.now()))
  return { plan, cookiePageId }
}

const withSortedLocales = (plan: Plan) => ({
  ...plan,
  others: plan.others.toSorted(),
  notCovered: plan.notCovered.toSorted(),
})

/** Whether both plans give the same pages. */
const isSamePlan = (one: Plan, other: Plan) => isDeepStrictEqual(withSortedLocales(one), withSortedLocales(other))

async function renderNow(shop: ShopDomain, number: number, plan: Plan): Promise<WrittenPage[]> {
  const version = await forShop(shop, (tx) => keptVersion(tx, number))
  if (!version) throw new Error('A publication is of a version that is not there')
  const rendered = await pagesOfVersion((work) => forShop(shop, work), version, plan)
  if (!rendered.ok) throw new PublicationBlocked('too_large')
  return rendered.pages
}

/** Stored pages never change. So a shop whose languages or addresses have changed gets a new publication. */
async function replacePublication({ shop, lease, version, startedBy }: Planning, prepared: Prepared): Promise<void> {
  const failure = { step: 'read', locale: null, code: 'differs', message: null } as const
  await forShop(shop, async (tx) => {
    await endPublication(tx, lease, { state: 'unpublished', failure }, clock.now())
    await beginPublication(tx, { version, startedBy, prepared })
  })
}
