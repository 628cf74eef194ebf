import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { type CustomerPlace, readCustomerPlace } from '../../shopify/customer-place.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { customerIdOf } from '../../subjects/index.ts'
import { regimeFor } from '../clock/model.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { readRow } from '../lifecycle/store.ts'
import type { PlaceJob } from './queues.ts'
import { hasChosenRegime, writePlace } from './store.ts'

/**
 * Finds out where the person of a request lives, and which language they read, from their customer account: that decides
 * the law, and so the deadline. What staff or the person said stays. Running it again changes nothing.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function findOutPlace(
  { shop, requestId }: PlaceJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const customerId = await forShop(shop, (tx) => customerWithoutPlace(tx, requestId))
  const client = customerId && (await clientOf(shop))
  if (!client) return
  try {
    const place = await readCustomerPlace(client, customerId)
    if (place) await forShop(shop, (tx) => notePlace(tx, requestId, place))
  } catch (err) {
    if (!(err instanceof ShopifyRefusal)) throw err
    log.warn({ shop, request: requestId, code: err.code }, 'Shopify does not say where a customer lives')
  }
}

async function customerWithoutPlace(tx: ShopTransaction, requestId: string): Promise<string | null> {
  const row = await readRow(tx, requestId)
  return row?.subjectId && row.country === null ? customerIdOf(tx, row.subjectId) : null
}

async function notePlace(tx: ShopTransaction, requestId: string, place: CustomerPlace): Promise<void> {
  if (!(await writePlace(tx, requestId, place))) return
  const regime = regimeFor(place.country, place.region)
  const row = await readRow(tx, requestId)
  if (row?.regime === regime || (await hasChosenRegime(tx, requestId))) return
  const said = { at: clock.now(), actor: 'kept', actorId: null, note: null } as const
  await recordEvent(tx, { requestId, seen: null, event: { ...said, move: 'choose_regime', facts: { regime } } })
}
