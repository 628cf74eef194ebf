/** Lets the demo's tea room live: all that happened since it installed Kept, in order, through Kept's own use cases. */

import { countDecisions } from '../../app/consent/index.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import type { AdminApi } from '../../app/shopify/admin.ts'
import { readTimeZone } from '../../app/shopify/app-data.ts'
import { noteTimeZone } from '../../app/shopify/installation.ts'
import { authenticate } from '../../app/shopify/shopify.server.ts'
import { learnStaffName } from '../../app/shopify/staff-names/learn.ts'
import type { Customer } from '../../tests/stand-in/shop/model.ts'
import { adminQuery, BROWSER, sessionToken } from '../../tests/stand-in/signed.ts'
import { type Cast, castOf } from './cast.ts'
import { setClock, setClockToNow } from './clock.ts'
import {
  type BannerShown,
  Browsers,
  bannerShown,
  type ChoiceOfBrowser,
  recordBrowsers,
  recordCustomer,
  seal,
} from './ledger.ts'
import { type Moment, momentsOf, type Times } from './moments.ts'
import { happened, receive, type StandInAddress, shopNow } from './shopify.ts'
import { showBanner } from './shown.ts'
import { ASSISTANT, CHANGES, OWNER } from './story.ts'
import { type Visit, visitsIn } from './visitors.ts'
import { workJobs } from './worker.ts'

const DAY_MS = 24 * 3600_000

export interface Life {
  shop: ShopDomain
  standIn: StandInAddress
  /** Of the app, as Shopify knows it. */
  app: { apiKey: string; secret: string; url: string }
  /** How long ago the shop installed Kept. */
  days: number
  /** About how many choices its visitors have made since. */
  choices: number
}

/** Runs once on a shop that has never opened Kept. A run that was stopped begins anew on a new database. */
export async function live({ shop, standIn, app, days, choices }: Life): Promise<{ decisions: number }> {
  const until = new Date()
  const times = timesOf(days, until)
  setClock(times.from)
  const admin = await install(shop, app)
  const atShopify = await shopNow(standIn, shop)
  const cast = castOf(atShopify, times.from, times.at)
  const moments = momentsOf({ shop, admin }, standIn, cast, atShopify.customers, times)
  const visits = visitsIn({ from: times.from, until, choices, askedAgain: CHANGES.map(({ at }) => times.at(at)) })
  await showBanner(shop, visits, until)
  await inOrder(shop, moments, withCustomers(visits, cast, times))
  for (const staffId of [OWNER, ASSISTANT]) await learnName(shop, app, staffId)
  // Only now: the database dates what is left of erased decisions itself.
  await receive(
    shop,
    await happened(standIn, shop, { topic: 'customers/redact', customerId: cast.leaving.id, at: until }),
  )
  await workJobs(shop)
  await seal(shop)
  const { total } = await forShop(shop, countDecisions)
  return { decisions: total }
}

function timesOf(days: number, until: Date): Times {
  const from = new Date(+until - days * DAY_MS)
  return {
    from,
    until,
    at: (share) => new Date(+from + share * (+until - +from)),
    ago: (past) => new Date(+until - past * DAY_MS),
  }
}

/** Opens Kept in Shopify's admin for the first time. */
async function install(shop: ShopDomain, { apiKey, secret, url }: Life['app']): Promise<AdminApi> {
  const query = adminQuery({ apiKey, secret, shop, staffId: OWNER, locale: 'fr' })
  const opened = new Request(`${url}/app?${query}`, { headers: { 'user-agent': BROWSER } })
  const { admin } = await authenticate.admin(opened)
  const timeZone = await readTimeZone(admin)
  await forShop(shop, (tx) => noteTimeZone(tx, timeZone))
  return admin
}

/** Asks Shopify what a member of staff is called, as an open page does. */
async function learnName(shop: ShopDomain, { apiKey, secret, url }: Life['app'], staffId: string): Promise<void> {
  const token = sessionToken({ apiKey, secret, shop, staffId })
  const request = new Request(`${url}/app`, { headers: { authorization: `Bearer ${token}` } })
  await learnStaffName({ shop, id: staffId, request })
}

interface Choosing extends Visit {
  signedIn: Customer | null
}

/** Some visitors are signed in, as a customer whom the shop had by then. */
function withCustomers(visits: readonly Visit[], { signingIn, leaving }: Cast, { ago }: Times): Choosing[] {
  const choosing = visits.map((visit): Choosing => {
    if (visit.customer === null) return { ...visit, signedIn: null }
    const known = signingIn.filter(({ createdAt }) => createdAt < visit.at.toISOString())
    return { ...visit, signedIn: known[Math.floor(visit.customer * known.length)] ?? null }
  })
  const [one] = visits
  if (one) choosing.push({ ...one, at: ago(LEAVING_CHOSE_DAYS_AGO), surface: 'banner', agreesTo: 1, signedIn: leaving })
  return choosing.toSorted((a, b) => +a.at - +b.at)
}

const LEAVING_CHOSE_DAYS_AGO = 16

/** A transaction has so many choices at most. */
const MOST_AT_ONCE = 200

async function inOrder(shop: ShopDomain, moments: readonly Moment[], visits: readonly Choosing[]): Promise<void> {
  const browsers = new Browsers()
  const waiting: ChoiceOfBrowser[] = []
  const flush = () => recordBrowsers(shop, waiting.splice(0))
  let banner: BannerShown | undefined
  let next = 0
  const choicesUntil = async (end: Date) => {
    for (let visit = visits[next]; visit && visit.at < end; visit = visits[next]) {
      next += 1
      banner ??= await bannerShown(shop)
      const decision = browsers.choose(visit, banner)
      if (visit.signedIn) {
        await flush()
        await recordCustomer(shop, visit.at, decision, visit.signedIn.id)
      } else waiting.push({ at: visit.at, decision })
      if (waiting.length >= MOST_AT_ONCE) await flush()
    }
  }
  for (const { at, act, isPublication, isApart } of moments) {
    await choicesUntil(at)
    if (!isApart) await flush()
    setClock(at)
    await act()
    if (!isApart) await workJobs(shop)
    if (isPublication) banner = undefined
  }
  setClockToNow()
  await choicesUntil(clock.now())
  await flush()
}
