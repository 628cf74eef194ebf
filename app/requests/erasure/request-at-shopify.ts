import { addDays } from 'date-fns/addDays'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { readCustomerToErase, requestDataErasure } from '../../shopify/data-erasure.ts'
import { lastTimeZone } from '../../shopify/installation.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { dayIn } from '../clock/model.ts'
import { type ErasureStepOutcome, LEGAL_HOLD } from './model.ts'
import { shopifyDays } from './plan/days/model.ts'
import { changeErasure, type ErasureRow, erasedCustomerId, lockErasure, noteStep } from './store.ts'

/** Shopify refused to note the erasure. */
export class ErasureRefused extends Error {
  override name = 'ErasureRefused'
  readonly code: string | null

  constructor(code: string | null) {
    super(`Shopify refused an erasure: ${code}`)
    this.code = code
  }
}

const DONE = { state: 'done', count: 1, code: null } as const
const NOBODY = { state: 'nothing_there', count: 0, code: null } as const

/**
 * Asks Shopify to erase the customer, and notes when it will. Whatever became of it since the plan counts: a customer who is gone
 * or erased is not asked for.
 *
 * @throws ShopifyUnavailable; ErasureRefused, which is noted
 */
export async function requestAtShopify(shop: ShopDomain, row: ErasureRow, client: ShopClient): Promise<void> {
  const customerId = erasedCustomerId({ shop }, row)
  if (customerId === null) return settle(shop, row.id, NOBODY, (tx) => noteNobody(tx, row.id))
  const kept = heldByLaw(row, await forShop(shop, today))
  if (kept)
    return settle(shop, row.id, { state: 'refused', count: 1, code: LEGAL_HOLD }, (tx) => noteKept(tx, row.id, kept))
  const customer = await readCustomerToErase(client, customerId)
  if (!customer) return settle(shop, row.id, NOBODY, (tx) => noteNobody(tx, row.id))
  if (customer.isErased || row.redactSeenAt)
    return settle(shop, row.id, DONE, (tx) => changeErasure(tx, row.id, { state: 'redact_seen', lookAt: clock.now() }))
  const refusal = await codeOfRefusal(() => requestDataErasure(client, customerId))
  if (refusal === 'DOES_NOT_EXIST')
    return settle(shop, row.id, { ...NOBODY, code: refusal }, (tx) => noteNobody(tx, row.id))
  if (refusal !== null) {
    const state = refusal === 'ACCESS_DENIED' ? 'denied' : 'refused'
    await forShop(shop, (tx) =>
      noteStep(tx, row.id, 'customer_profile', { state, count: 0, code: refusal, at: clock.now() }),
    )
    throw new ErasureRefused(refusal)
  }
  await settle(shop, row.id, DONE, (tx) => noteRequested(tx, row.id, customer.lastOrderAt))
}

/** Shopify's code of a refusal; null when it did what it was asked. */
export async function codeOfRefusal(call: () => Promise<void>): Promise<string | null> {
  try {
    await call()
    return null
  } catch (error) {
    if (error instanceof ShopifyRefusal) return error.code ?? 'REFUSED'
    throw error
  }
}

/** Until when a law keeps the profile; null where none does (any more). */
function heldByLaw({ plan }: ErasureRow, on: string): { until: string | null } | null {
  const fate = plan?.lines.find(({ group }) => group === 'customer_profile')?.fate
  if (fate?.fate !== 'archived' || (fate.until !== null && fate.until < on)) return null
  return { until: fate.until }
}

const today = async (tx: ShopTransaction): Promise<string> => dayIn(await lastTimeZone(tx), clock.now())

const settle = (
  shop: ShopDomain,
  id: string,
  outcome: ErasureStepOutcome,
  change: (tx: ShopTransaction) => Promise<void>,
): Promise<void> =>
  forShop(shop, async (tx) => {
    await lockErasure(tx, id)
    await change(tx)
    await noteStep(tx, id, 'customer_profile', { ...outcome, at: clock.now() })
  })

const noteNobody = (tx: ShopTransaction, id: string) =>
  changeErasure(tx, id, { state: 'no_customer', customerId: null, settledAt: clock.now() })

const noteKept = (tx: ShopTransaction, id: string, { until }: { until: string | null }) =>
  changeErasure(tx, id, { state: 'kept_by_law', heldUntil: until, lookAt: addDays(clock.now(), 1) })

async function noteRequested(tx: ShopTransaction, id: string, lastOrderAt: Date | null): Promise<void> {
  const [now, zone] = [clock.now(), await lastTimeZone(tx)]
  const on = dayIn(zone, now)
  const days = shopifyDays(on, lastOrderAt && dayIn(zone, lastOrderAt))
  await changeErasure(tx, id, {
    ...days,
    state: days.heldUntil > on ? 'held' : 'grace',
    requestedAt: now,
    lookAt: addDays(now, 1),
  })
}
