/** The stages of a publication as a table, and the work of each. */
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { settleVersion } from '../../register/index.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { publishedQueue } from '../queues.ts'
import { composeReadings } from '../readings/compose.ts'
import { replaceReadings } from '../readings/store.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import { ShopDiffers } from './failures.ts'
import { type Failure, otherLocales, type Plan, type PublicationPlace, type ShopTexts } from './model.ts'
import { planPublication } from './plan.ts'
import { type CookiePageRef, readShop } from './read-shop.ts'
import { textsOfPages } from './render.ts'
import {
  beginRestoring,
  endPublication,
  type Lease,
  noteCookiePage,
  notePlace,
  type PolicyPublication,
  readPages,
  readSnapshot,
} from './store.ts'
import { type ProgressReporter, writePages } from './write-pages.ts'

export type Stage = 'plan' | 'write' | 'check' | 'publish' | 'give_up' | 'restore' | 'check_restored' | 'unpublish'

interface StageStep {
  /** The work of the stage. It may be stopped anywhere and done again. */
  run(publication: PublicationRun): Promise<void>
  /** The next stage; null at the end. */
  next: Stage | null
  /** The next stage after a permanent failure; null when it is retried without limit. */
  givenUp: Stage | null
}

/** The first rows publish the version; the others restore what the shop showed before. */
export const STAGES: Record<Stage, StageStep> = {
  plan: { run: planAndSnapshot, next: 'write', givenUp: 'unpublish' },
  write: { run: (publication) => write(publication, textsOfVersion), next: 'check', givenUp: 'give_up' },
  check: { run: (publication) => check(publication, textsOfVersion), next: 'publish', givenUp: 'give_up' },
  publish: { run: settlePublished, next: null, givenUp: 'give_up' },
  give_up: { run: keepFailure, next: 'restore', givenUp: null },
  restore: { run: (publication) => write(publication, textsOfSnapshot), next: 'check_restored', givenUp: null },
  check_restored: { run: (publication) => check(publication, textsOfSnapshot), next: 'unpublish', givenUp: null },
  unpublish: { run: settleUnpublished, next: null, givenUp: null },
}

/**
 * The stage at which a process takes a publication up. Writing starts again at the first page, because each page is
 * read before it is written.
 */
export function stageOf({ state, step }: PolicyPublication): Stage {
  if (state === 'restoring') return 'restore'
  return step === 'read' ? 'plan' : 'write'
}

/** One publication while this process works on it. */
export interface PublicationRun {
  shop: ShopDomain
  lease: Lease
  version: number
  startedBy: string
  /** Tries before this one. */
  attempts: number
  /** @throws NotInstalled */
  client(): Promise<ShopClient>
  /** The step and page that is being worked. */
  place: PublicationPlace
  plan: Plan | null
  cookiePageId: string | null
  /** Why the shop is restored. */
  failure: Failure | null
}

async function planAndSnapshot(publication: PublicationRun): Promise<void> {
  const { plan, cookiePageId } = await planPublication(await publication.client(), publication)
  publication.plan = plan
  publication.cookiePageId = cookiePageId
}

/**
 * Stores the version's readings for customers, as they were written to the shop, before the version counts as
 * published.
 */
async function settlePublished(publication: PublicationRun): Promise<void> {
  const { shop, lease, version: number } = publication
  const { primary } = planOf(publication)
  const pages = await forShop(shop, (tx) => readPages(tx, lease.id, { document: 'policy' }))
  await replaceReadings(shop, number, await composeReadings(shop, { number, pages, primary }))
  const at = clock.now()
  await forShop(shop, async (tx) => {
    await endPublication(tx, lease, { state: 'published' }, at)
    await settleVersion(tx, number, { state: 'published', at })
    await enqueue(publishedQueue, [{ shop, receivedAt: +at }], within(tx))
  })
}

async function keepFailure(publication: PublicationRun): Promise<void> {
  const { shop, lease } = publication
  await forShop(shop, (tx) => beginRestoring(tx, lease, failureOf(publication), clock.now()))
}

async function settleUnpublished(publication: PublicationRun): Promise<void> {
  const { shop, lease, version } = publication
  const failure = failureOf(publication)
  await forShop(shop, async (tx) => {
    await endPublication(tx, lease, { state: 'unpublished', failure }, clock.now())
    await settleVersion(tx, version, { state: 'unpublished' })
  })
}

type TextsOf = (publication: PublicationRun) => Promise<ShopTexts>

/** Writes until the shop shows these texts. */
async function write(publication: PublicationRun, textsOf: TextsOf): Promise<void> {
  await writePages(await publication.client(), await textsOf(publication), {
    plan: planOf(publication),
    cookiePage: await cookiePageOf(publication),
    progress: progressOf(publication),
  })
}

/** @throws ShopDiffers when the shop does not show these texts */
async function check(publication: PublicationRun, textsOf: TextsOf): Promise<void> {
  const plan = planOf(publication)
  await progressOf(publication).reportPlace({ step: 'check', locale: null })
  const cookiePage = await cookiePageOf(publication)
  const found = await readShop(await publication.client(), cookiePage, otherLocales(plan))
  const [first] = await runPolicyTask('findDrift', { wanted: await textsOf(publication), found, plan })
  if (first) throw new ShopDiffers(first)
}

async function textsOfVersion(publication: PublicationRun): Promise<ShopTexts> {
  const pages = await forShop(publication.shop, (tx) => readPages(tx, publication.lease.id))
  return textsOfPages(pages, planOf(publication))
}

async function textsOfSnapshot({ shop, lease }: PublicationRun): Promise<ShopTexts> {
  const before = await forShop(shop, (tx) => readSnapshot(tx, lease.id))
  if (before === null) throw new Error('Nothing is known of what the shop showed before')
  return before
}

async function cookiePageOf(publication: PublicationRun): Promise<CookiePageRef> {
  const { shop, lease, cookiePageId: id } = publication
  const plan = planOf(publication)
  const only = { document: 'cookies', locale: plan.primary } as const
  const pages = await forShop(shop, (tx) => readPages(tx, lease.id, only))
  return { id, handle: plan.cookieHandle, made: textsOfPages(pages, plan).cookies?.own ?? null }
}

const progressOf = (publication: PublicationRun): ProgressReporter => {
  const keep = (note: (tx: ShopTransaction) => Promise<void>) => forShop(publication.shop, note)
  return {
    reportPlace: async (place) => {
      publication.place = place
      await keep((tx) => notePlace(tx, publication.lease, place, clock.now()))
    },
    reportCookiePage: async (id) => {
      publication.cookiePageId = id
      await keep((tx) => noteCookiePage(tx, publication.lease, id, clock.now()))
    },
  }
}

function planOf({ plan }: PublicationRun): Plan {
  if (plan === null) throw new Error('A publication has no plan')
  return plan
}

function failureOf({ failure }: PublicationRun): Failure {
  if (failure === null) throw new Error('A publication is taken back without a reason')
  return failure
}
