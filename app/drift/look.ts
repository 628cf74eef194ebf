import { clock } from '../platform/clock.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import type { ShopJob } from '../platform/define-queue.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import type { AdminApi } from '../shopify/admin.ts'
import { INTERACTIVE } from '../shopify/calls.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { backgroundClient, type ShopClientProvider } from '../shopify/shop-client.ts'
import { changesOf, driftsIn, LOOK_EVERY_MS, type Observed } from './model.ts'
import { observe } from './observe.ts'
import { readStanding } from './read-standing.ts'
import { listDrifts, lockWatch, noteFound, noteLookFailed, noteObserved, noteResolved } from './store.ts'
import { tellOfDrift } from './tell.ts'

/**
 * The daily look at what a shop shows. What was found is noted and told in one transaction, so that a look that is killed
 * and made again tells nothing twice. While Shopify fails, what Kept itself knows is noted all the same.
 *
 * @throws when Shopify could not be asked: try again later
 */
export async function workLook({ shop }: ShopJob, clientOf: ShopClientProvider = backgroundClient): Promise<void> {
  const client = await clientOf(shop)
  // A shop that removed Kept is looked at again once it is back.
  if (client === null) return
  let seen: Observed | null = null
  try {
    seen = await observe(shop, client)
  } finally {
    await forShop(shop, async (tx) => {
      await noteLook(tx, seen)
      await tellOfDrift(tx)
    })
  }
}

/** Called after the last try failed: staff see that nobody looked. */
export async function noteLookGivenUp({ shop }: ShopJob): Promise<void> {
  await forShop(shop, (tx) => noteLookFailed(tx, clock.now()))
}

/**
 * A look that staff ask for. They see what it finds, so nobody is told by mail: what is still there at the next daily look
 * is told then.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function lookNow({ shop, admin }: { shop: ShopDomain; admin: AdminApi }): Promise<void> {
  const seen = await observe(shop, { admin, retryPolicy: INTERACTIVE })
  await forShop(shop, (tx) => noteLook(tx, seen))
}

/** Notes which drifts began and which ended. `seen` is null when Shopify could not be asked. */
async function noteLook(tx: ShopTransaction, seen: Observed | null): Promise<void> {
  await requireInstalled(tx)
  const at = clock.now()
  const before = await lockWatch(tx, new Date(+at + LOOK_EVERY_MS))
  if (seen) await noteObserved(tx, seen, at)
  const drifts = driftsIn(await readStanding(tx, seen ?? before.observed))
  const { found, resolved } = changesOf(await listDrifts(tx), drifts)
  await noteResolved(tx, resolved, at)
  for (const kind of found) await noteFound(tx, kind, at)
}
