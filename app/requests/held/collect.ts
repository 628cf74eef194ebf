import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import { enqueue, within } from '../../platform/queue.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { ShopifyUnavailable } from '../../shopify/calls.ts'
import { CustomerGone } from '../../shopify/person-data/ask.ts'
import { readGrantedScopes } from '../../shopify/person-data/scopes.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { customerIdOf, findProven, readIdentifiers, type SubjectId } from '../../subjects/index.ts'
import { lockRow } from '../lifecycle/store.ts'
import { sealingToCollect } from './may-collect.ts'
import type { HeldRow, HeldTable, Unread } from './model.ts'
import { portionsOf } from './portions.ts'
import { addRows, addValues, beginning, type CollectionProgress, withUnread } from './progress.ts'
import { type CollectionJob, collectionQueue } from './queues.ts'
import { type AtShopify, keptStep, type ReadPage, readFromShopify, stepAfter } from './read-step.ts'
import type { KnownAsker } from './sources/find-customer.ts'
import {
  beginCollection,
  failCollection,
  type HeldSealing,
  readCollectionRow,
  readProgress,
  removeCollection,
  storeStep,
} from './store.ts'

/** A process works on one collection for so long (ms); then the rest is a new job, behind those of others. */
const RUN_MS = 60_000
/** Pages are stored together until they have so many rows, or so much time has passed (ms). */
const [ROWS_AT_ONCE, STORE_EVERY_MS] = [1_000, 3_000]
/** When the app's points are spent for longer, and when a customer vanished: how soon it is tried again (seconds). */
const [THROTTLED_SECONDS, GONE_SECONDS] = [10, 15]
/** How often a customer may be merged while their data is read. */
const MOST_RESTARTS = 5

/** Somebody else works on it, it was ended, or it may not go on. */
class CollectionEnded extends Error {
  override name = 'CollectionEnded'
}

/**
 * Reads what is held about who asks, page by page. Each step's rows and the place where to go on are stored together, so
 * that it goes on after any kill, and no row comes twice.
 */
export async function workCollection(
  { shop, requestId }: CollectionJob,
  clientOf: ShopClientProvider = backgroundClient,
  runMs = RUN_MS,
): Promise<void> {
  const until = performance.now() + runMs
  try {
    let open = await forShop(shop, (tx) => openCollection(tx, requestId))
    if (!open) return
    const client = await clientOf(shop)
    if (!client) throw new CollectionEnded()
    const scopes = await readGrantedScopes(client)
    while (open) {
      open = keptStep(open.progress.step)
        ? await readKept(shop, requestId, open)
        : await readShopify(shop, requestId, open, { client, scopes })
      if (open && performance.now() >= until) return await later(shop, requestId)
    }
  } catch (error) {
    await settle(shop, requestId, error)
  }
}

/** Called after the last try failed: staff can start again. */
export const noteCollectionGivenUp = ({ shop, requestId }: CollectionJob): Promise<void> =>
  forShop(shop, (tx) => failCollection(tx, requestId, clock.now()))

async function settle(shop: ShopDomain, requestId: string, error: unknown): Promise<void> {
  if (error instanceof CollectionEnded) {
    await noteCollectionGivenUp({ shop, requestId, receivedAt: 0 })
  } else if (error instanceof CustomerGone) {
    await forShop(shop, (tx) => beginAnew(tx, requestId))
  } else if (error instanceof ShopifyUnavailable && error.outage === 'throttled') {
    await later(shop, requestId, THROTTLED_SECONDS)
  } else {
    throw error
  }
}

const jobOf = (tx: ShopTransaction, requestId: string) => ({ shop: tx.shop, receivedAt: +clock.now(), requestId })

const later = (shop: ShopDomain, requestId: string, inSeconds = 0): Promise<void> =>
  forShop(shop, (tx) => enqueue(collectionQueue, [jobOf(tx, requestId)], within(tx), inSeconds))

interface Open {
  version: number
  progress: CollectionProgress
  asker: KnownAsker
  /** How many rows of each table are stored. */
  rows: ReturnType<typeof addRows>
}

/** Null when there is nothing (more) to read. What may no longer be read is removed. */
async function openCollection(tx: ShopTransaction, requestId: string): Promise<Open | null> {
  const row = await readCollectionRow(tx, requestId)
  if (row?.state !== 'collecting') return null
  const sealing = await sealingToCollect(tx, requestId)
  const progress = sealing && (await readProgress(tx, requestId, sealing))
  if (!progress) {
    await removeCollection(tx, requestId)
    return null
  }
  const asker = await askerOf(tx, sealing.subjectId)
  return { version: row.version, progress, asker, rows: row.rows }
}

const askerOf = async (tx: ShopTransaction, subjectId: SubjectId): Promise<KnownAsker> => ({
  customerId: await customerIdOf(tx, subjectId),
  identifiers: await readIdentifiers(tx, subjectId),
})

/** Pages that are not stored yet, and where to go on behind them. */
interface Gathered {
  progress: CollectionProgress
  rows: HeldRow[]
  unread: Unread[]
}

/** Reads pages from Shopify until there are enough to store, or Kept's own data comes next. */
async function readShopify(
  shop: ShopDomain,
  requestId: string,
  open: Open,
  at: Pick<AtShopify, 'client' | 'scopes'>,
): Promise<Open | null> {
  const gathered: Gathered = { progress: open.progress, rows: [], unread: [] }
  const storeGathered = () => forShop(shop, (tx) => store(tx, requestId, open, gathered))
  try {
    await gather(open, at, gathered)
  } catch (error) {
    // What was read before is not read again: its points are spent.
    if (gathered.progress !== open.progress) await storeGathered()
    throw error
  }
  return storeGathered()
}

async function gather(open: Open, at: Pick<AtShopify, 'client' | 'scopes'>, gathered: Gathered): Promise<void> {
  const begun = performance.now()
  do {
    const counts = addRows(open.rows, gathered.rows)
    const readSoFar = (table: HeldTable) => counts[table] ?? 0
    const page = await readFromShopify(gathered.progress, { ...at, asker: open.asker, readSoFar })
    gathered.rows.push(...page.rows)
    gathered.unread.push(...page.unread)
    const next = progressAfter(gathered.progress, page)
    if (next === null) throw new Error('Kept reads its own data last')
    gathered.progress = next
  } while (
    !keptStep(gathered.progress.step) &&
    gathered.rows.length < ROWS_AT_ONCE &&
    performance.now() - begun < STORE_EVERY_MS
  )
}

/** Reads a page of Kept's own data and stores it in the same transaction. */
const readKept = (shop: ShopDomain, requestId: string, open: Open): Promise<Open | null> =>
  forShop(shop, async (tx) => {
    const step = keptStep(open.progress.step)
    const sealing = await sealingToCollect(tx, requestId)
    if (!step || !sealing) return endOf(tx, requestId)
    const subjects = await findProven(tx, sealing.subjectId, open.progress.customer?.id ?? null)
    const page = await step.read(tx, subjects, open.progress.cursor)
    return store(tx, requestId, open, { ...page, progress: progressAfter(open.progress, page) })
  })

/** Null behind the last step. */
function progressAfter(before: CollectionProgress, { next, customer }: ReadPage): CollectionProgress | null {
  if (next !== null) return { ...before, cursor: next }
  const step = stepAfter(before.step)
  return step === null ? null : { ...before, step, cursor: null, customer: customer ?? before.customer }
}

async function store(
  tx: ShopTransaction,
  requestId: string,
  open: Open,
  { progress, ...gathered }: Omit<Gathered, 'progress'> & { progress: CollectionProgress | null },
): Promise<Open | null> {
  const sealing = await sealingToCollect(tx, requestId)
  if (!sealing) return endOf(tx, requestId)
  const before = await readCollectionRow(tx, requestId)
  if (before?.version !== open.version) return null
  const asker = await askerOf(tx, sealing.subjectId)
  // Two customers were merged: what hangs on the remaining one is read from the start.
  if (asker.customerId !== open.progress.knownAs)
    return restart(tx, requestId, { progress: open.progress, asker, sealing })
  const result = {
    progress: progress ?? open.progress,
    portions: portionsOf(gathered.rows),
    rows: addRows(before.rows, gathered.rows),
    values: addValues(before.values, gathered.rows),
    unread: withUnread(before.unread, gathered.unread),
    finishedAt: progress === null ? clock.now() : null,
  }
  const isStored = await storeStep(tx, requestId, { version: open.version, result, sealing })
  if (!isStored || progress === null) return null
  const stored = await readProgress(tx, requestId, sealing)
  return stored && { version: open.version + 1, progress: stored, asker, rows: result.rows }
}

/** The request may no longer be answered: what was read is destroyed. */
async function endOf(tx: ShopTransaction, requestId: string): Promise<null> {
  await removeCollection(tx, requestId)
  return null
}

async function restart(
  tx: ShopTransaction,
  requestId: string,
  { progress, asker, sealing }: { progress: CollectionProgress; asker: KnownAsker; sealing: HeldSealing },
): Promise<Open | null> {
  if (progress.restarts >= MOST_RESTARTS) {
    await failCollection(tx, requestId, clock.now())
    return null
  }
  // Whoever erases the person takes the request first, too.
  await lockRow(tx, requestId)
  const from = beginning(asker.customerId, progress.restarts + 1)
  await beginCollection(tx, requestId, { at: clock.now(), from, sealing })
  const row = await readCollectionRow(tx, requestId)
  return row && { version: row.version, progress: from, asker, rows: row.rows }
}

/** Shopify has lost the customer while their data was read; a webhook will say whether they were merged. */
async function beginAnew(tx: ShopTransaction, requestId: string): Promise<void> {
  const open = await openCollection(tx, requestId)
  const sealing = open && (await sealingToCollect(tx, requestId))
  if (!open || !sealing) return
  log.warn({ shop: tx.shop, requestId }, 'a customer vanished while their data was read')
  const again = await restart(tx, requestId, { ...open, sealing })
  if (again) await enqueue(collectionQueue, [jobOf(tx, requestId)], within(tx), GONE_SECONDS)
}
