import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { declaredFields } from '../../register/index.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { CustomerGone } from '../../shopify/person-data/ask.ts'
import { backgroundClient, type ShopClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { findCustomerBehind, type PersonBehind, personBehind } from '../erasure/person.ts'
import { declarationOf } from '../held/declared.ts'
import { readRow } from '../lifecycle/store.ts'
import { applyCorrections } from './apply.ts'
import { isCorrectedNow } from './begin.ts'
import { finishRectification } from './finish.ts'
import type { HeldToCorrect } from './model.ts'
import type { RectificationJob } from './queues.ts'
import { readHeldToCorrect } from './read-held.ts'
import { changeRectification, readRectificationRow, sealingFor, storeHeld } from './store.ts'
import type { RectificationStop } from './words.ts'

/**
 * Reads what can be corrected, or writes what staff accepted and answers the person. Killed anywhere, it goes on.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function workRectification(
  { shop, requestId, work }: RectificationJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const row = await forShop(shop, (tx) => readRectificationRow(tx, requestId))
  if (!row || (work === 'read' ? row.reading !== 'reading' : row.run !== 'applying')) return
  const person = await forShop(shop, (tx) => personOf(tx, requestId))
  if (!person) return forShop(shop, (tx) => stopWork(tx, requestId, work, 'request_closed'))
  const client = await clientOf(shop)
  if (!client) return forShop(shop, (tx) => stopWork(tx, requestId, work, 'not_installed'))
  if (work === 'read') return read(shop, requestId, { client, person })
  const customerId = (await findCustomerBehind(client, person))?.id ?? null
  await applyCorrections({ shop, row, client, customerId })
  await forShop(shop, (tx) => finishRectification(tx, requestId))
}

/** Called after the last try failed: staff see why, and can go on. */
export const noteRectificationGivenUp = ({ shop, requestId, work }: RectificationJob): Promise<void> =>
  forShop(shop, (tx) => stopWork(tx, requestId, work, 'shopify_away'))

async function stopWork(
  tx: ShopTransaction,
  requestId: string,
  work: RectificationJob['work'],
  stopped: RectificationStop,
): Promise<void> {
  const row = await readRectificationRow(tx, requestId)
  if (work === 'read' && row?.reading === 'reading')
    await changeRectification(tx, requestId, { reading: stopped === 'not_installed' ? 'not_installed' : 'failed' })
  if (work === 'apply' && row?.run === 'applying') await changeRectification(tx, requestId, { run: 'stopped', stopped })
}

/** Null where the request may no longer be worked on, or the person is erased. */
async function personOf(tx: ShopTransaction, requestId: string): Promise<PersonBehind | null> {
  const request = await readRow(tx, requestId)
  return request?.subjectId && isCorrectedNow(request) ? personBehind(tx, request.subjectId) : null
}

interface Reading {
  client: ShopClient
  person: PersonBehind
}

async function read(shop: ShopDomain, requestId: string, reading: Reading): Promise<void> {
  const held = await heldOf(shop, reading)
  if (!held) return forShop(shop, (tx) => changeRectification(tx, requestId, { reading: 'failed' }))
  await forShop(shop, async (tx) => {
    const sealing = await sealingFor(tx, requestId)
    if (sealing) await storeHeld(tx, requestId, { held, readAt: clock.now(), sealing })
  })
}

/** Null where Shopify refuses: staff see it. */
async function heldOf(shop: ShopDomain, { client, person }: Reading): Promise<HeldToCorrect | null> {
  const declaration = declarationOf(await forShop(shop, declaredFields))
  const isDeclared = (field: string) => declaration.ofFields([field]) === 'given'
  try {
    const customer = await findCustomerBehind(client, person)
    if (!customer) return { places: [], missing: [] }
    return await readHeldToCorrect({ client, customerId: customer.id, isDeclared })
  } catch (error) {
    if (error instanceof CustomerGone) return { places: [], missing: [] }
    if (error instanceof ShopifyRefusal) return null
    throw error
  }
}
