import { randomUUID } from 'node:crypto'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { settleVersion } from '../../register/index.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { apart } from '../apart.ts'
import { type PublicationJob, publishedQueue } from '../queues.ts'
import { composeReadings } from '../readings/compose.ts'
import { replaceReadings } from '../readings/store.ts'
import { enqueueCheck } from './check-shop.ts'
import { Differs, failureAt } from './failures.ts'
import { type Failure, mayPass, otherLocales, type Place, type Plan, type ShopTexts } from './model.ts'
import { planPublication } from './plan.ts'
import { type CookiePageRef, readShop } from './read-shop.ts'
import { textsOfPages } from './render.ts'
import {
  beginRestoring,
  endPublication,
  findPublication,
  type Lease,
  lease,
  noteCookiePage,
  noteFailure,
  notePlace,
  noteRestoreFailure,
  type Publication,
  readBefore,
  readPages,
  release,
} from './store.ts'
import { type ProgressReporter, writePages } from './write-pages.ts'

/** Tries before a publication is taken back: about four minutes with the pauses between the jobs' tries. */
const MOST_ATTEMPTS = 8

/** The shop has removed Kept: there is nobody to write to it. */
class Removed extends Error {
  override name = 'Removed'
}

/** One publication while this process works on it. */
interface Work {
  shop: ShopDomain
  lease: Lease
  /** @throws Removed */
  reach(): Promise<ShopClient>
  place: Place
  cookiePageId: string | null
}

/**
 * Works a publication until the shop shows the version, or what it showed before. It may be killed anywhere and run
 * again: it reads what the shop shows before it writes, and what it was is kept before anything is written.
 *
 * @throws whatever went wrong when it has to be tried again
 */
export async function workPublication(
  { shop, publicationId }: PublicationJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const held: Lease = { id: publicationId, holder: randomUUID() }
  const taken = await forShop(shop, async (tx) => {
    const mine = await lease(tx, held, clock.now())
    return { mine, publication: await findPublication(tx, publicationId) }
  })
  const { publication } = taken
  if (publication === null || publication.state === 'published' || publication.state === 'unpublished') return
  if (!taken.mine) throw new Error('Another process works on this publication')
  const reach = async () => {
    const client = await clientOf(shop)
    if (client === null) throw new Removed()
    return client
  }
  const place = { step: publication.step, locale: publication.stepLocale }
  try {
    await goOn({ shop, lease: held, reach, place, cookiePageId: publication.cookiePageId }, publication)
  } catch (error) {
    // When the shop comes back and staff open the page, it is resumed.
    if (!(error instanceof Removed)) throw error
  } finally {
    await forShop(shop, (tx) => release(tx, held))
  }
}

async function goOn(work: Work, publication: Publication): Promise<void> {
  if (publication.state === 'publishing') {
    const failure = await publishIt(work, publication)
    if (failure === null) return
    const giveUp = !mayPass(failure) || publication.attempts + 1 >= MOST_ATTEMPTS
    if (!giveUp) {
      await inShop(work, (tx) => noteFailure(tx, work.lease, failure, clock.now()))
      throw new Error(`A publication is tried again: ${failure.code} at ${failure.step}`)
    }
    const { plan } = await current(work)
    // Without a plan nothing was written.
    if (plan === null) return end(work, publication, failure)
    await inShop(work, (tx) => beginRestoring(tx, work.lease, failure, clock.now()))
  }
  await restore(work)
}

/** Gives why it did not succeed; null when the shop shows the version. */
async function publishIt(work: Work, publication: Publication): Promise<Failure | null> {
  try {
    const client = await work.reach()
    if (publication.plan === null) work.cookiePageId = await planPublication({ ...work, client }, publication)
    const { plan } = await current(work)
    if (plan === null) throw new Error('A publication has no plan')
    const pages = await inShop(work, (tx) => readPages(tx, work.lease.id))
    await show(work, client, plan, textsOfPages(pages, plan))
    await end(work, publication, null)
    return null
  } catch (error) {
    if (error instanceof Removed) throw error
    return failureAt(work.place, error)
  }
}

async function restore(work: Work): Promise<void> {
  const publication = await current(work)
  const { plan, failure } = publication
  const before = await inShop(work, (tx) => readBefore(tx, work.lease.id))
  if (plan === null || before === null || failure === null) throw new Error('A publication cannot be taken back')
  try {
    await show(work, await work.reach(), plan, before)
  } catch (error) {
    if (error instanceof Removed) throw error
    const why = failureAt(work.place, error)
    await inShop(work, (tx) => noteRestoreFailure(tx, work.lease, why, clock.now()))
    throw new Error(`A shop could not be brought back yet: ${why.code} at ${why.step}`)
  }
  await end(work, publication, failure)
}

/** Writes until the shop shows these texts, and reads them back. */
async function show(work: Work, client: ShopClient, plan: Plan, wanted: ShopTexts): Promise<void> {
  const pages = await inShop(work, (tx) => readPages(tx, work.lease.id, { document: 'cookies', locale: plan.primary }))
  const cookiePage = (): CookiePageRef => ({
    id: work.cookiePageId,
    handle: plan.cookieHandle,
    made: textsOfPages(pages, plan).cookies?.own ?? null,
  })
  await writePages(client, wanted, { plan, cookiePage: cookiePage(), progress: progressOf(work) })
  await progressOf(work).reportPlace({ step: 'check', locale: null })
  const found = await readShop(client, cookiePage(), otherLocales(plan))
  const [first] = await apart('drift', { wanted, found: found.texts, plan })
  if (first) throw new Differs(first)
}

const progressOf = (work: Work): ProgressReporter => ({
  reportPlace: async (place) => {
    work.place = place
    await inShop(work, (tx) => notePlace(tx, work.lease, place, clock.now()))
  },
  reportCookiePage: async (id) => {
    work.cookiePageId = id
    await inShop(work, (tx) => noteCookiePage(tx, work.lease, id, clock.now()))
  },
})

async function end(work: Work, { version }: Publication, failure: Failure | null): Promise<void> {
  if (!failure) await keepReadingsFor(work, version)
  const at = clock.now()
  await inShop(work, async (tx) => {
    if (failure) {
      await endPublication(tx, work.lease, { state: 'unpublished', failure }, at)
      await settleVersion(tx, version, { state: 'unpublished' })
      return
    }
    await endPublication(tx, work.lease, { state: 'published' }, at)
    await settleVersion(tx, version, { state: 'published', at })
    await enqueue(publishedQueue, [{ shop: tx.shop, receivedAt: +at }], within(tx))
    await enqueueCheck(tx, work.lease.id)
  })
}

/** Keeps what customers read of the version, as it was written to the shop, before it is said to be published. */
async function keepReadingsFor(work: Work, number: number): Promise<void> {
  const { plan } = await current(work)
  const pages = await inShop(work, (tx) => readPages(tx, work.lease.id, { document: 'policy' }))
  const readings = await composeReadings(work.shop, { number, pages, primary: plan?.primary ?? null })
  await replaceReadings(work.shop, number, readings)
}

const inShop = <T>({ shop }: Work, work: (tx: ShopTransaction) => Promise<T>): Promise<T> => forShop(shop, work)

async function current(work: Work): Promise<Publication> {
  const publication = await inShop(work, (tx) => findPublication(tx, work.lease.id))
  if (!publication) throw new Error('A publication is gone')
  return publication
}
