import { addDays } from 'date-fns/addDays'
import { addHours } from 'date-fns/addHours'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { readCustomerToErase } from '../../shopify/data-erasure.ts'
import { lastTimeZone } from '../../shopify/installation.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import { dayIn } from '../clock/model.ts'
import { enqueueErasure } from './enqueue.ts'
import { GONE } from './follow-merge.ts'
import { noteNotInstalled } from './make-plan.ts'
import type { ErasurePorts } from './ports.ts'
import { type Progress, progressOf, type ReadBack } from './progress/model.ts'
import { ErasureRefused, requestAtShopify } from './request-at-shopify.ts'
import { changeErasure, type ErasureRow, erasedCustomerId, lockErasure, readErasure } from './store.ts'
import { warnStaff } from './warn-staff.ts'
import { type ErasureState, SETTLED_ERASURES } from './words.ts'

type LookPorts = Pick<ErasurePorts, 'clientOf' | 'writeProof'>

/**
 * The daily look at an erasure: whether Shopify has done it, whether its day has moved, whether a run waits. Several workers may
 * look at once; each writes what it saw over what was there.
 *
 * @throws ShopifyUnavailable: it is looked at again within the hour
 */
export async function lookAtErasure(shop: ShopDomain, id: string, ports: LookPorts): Promise<void> {
  const row = await forShop(shop, (tx) => begin(tx, id))
  if (!row) return
  if (row.state === 'not_requested' && row.run !== 'done') return
  if (row.run === 'done' && isOver(row.state)) return forShop(shop, (tx) => followRecipients(tx, id, ports))
  const client = await ports.clientOf(shop)
  if (!client) return forShop(shop, (tx) => noteNotInstalled(tx, id))
  if (row.state === 'kept_by_law' || row.state === 'not_requested') return askAtShopify(shop, row, client)
  const readBack = await readCustomer(shop, row, client)
  await forShop(shop, (tx) => store(tx, id, readBack, ports))
}

/** From now on the next look is tomorrow's, whatever becomes of this one. A run that nobody works is begun again. */
async function begin(tx: ShopTransaction, id: string): Promise<ErasureRow | null> {
  const row = await lockErasure(tx, id)
  const now = clock.now()
  if (!row?.lookAt || row.lookAt > now) return null
  const restarts = row.run === 'stopped' && row.stopped === 'shopify_away'
  await changeErasure(tx, id, {
    lookAt: addDays(now, 1),
    ...(restarts && { run: row.confirmedAt === null ? 'planning' : 'running', stopped: null }),
  })
  if (restarts || row.run === 'planning' || row.run === 'running') await enqueueErasure(tx, id)
  return row
}

/** What Shopify has of the customer. Undefined where Kept may not see it (any more). */
async function readCustomer(shop: ShopDomain, row: ErasureRow, client: ShopClient): Promise<ReadBack | undefined> {
  const customerId = erasedCustomerId({ shop }, row)
  if (customerId === null) return undefined
  try {
    const customer = await readCustomerToErase(client, customerId)
    const timeZone = await forShop(shop, lastTimeZone)
    return customer && { ...customer, lastOrderOn: customer.lastOrderAt && dayIn(timeZone, customer.lastOrderAt) }
  } catch (error) {
    if (error instanceof ShopifyRefusal) return undefined
    throw error
  }
}

async function store(tx: ShopTransaction, id: string, readBack: ReadBack | undefined, ports: LookPorts): Promise<void> {
  const row = await lockErasure(tx, id)
  if (!row) return
  const zone = await lastTimeZone(tx)
  const now = clock.now()
  const { requestedAt, redactSeenAt } = row
  const progress = progressOf({
    ...row,
    today: dayIn(zone, now),
    requestedOn: dayIn(zone, requestedAt ?? row.createdAt),
    redactSeenOn: redactSeenAt && dayIn(zone, redactSeenAt),
    // Who cannot be seen is taken for still there: staff are warned when the day is over.
    readBack: readBack === undefined ? { isErased: false, orders: 0, lastOrderOn: null } : readBack,
  })
  await note(tx, row, { ...progress, isGone: readBack === null }, ports)
}

async function note(
  tx: ShopTransaction,
  row: ErasureRow,
  { alarm, isGone, ...standing }: Progress & { isGone: boolean },
  ports: LookPorts,
): Promise<void> {
  const now = clock.now()
  const isVerified = standing.state === 'verified'
  const isSettled = isOver(standing.state)
  await changeErasure(tx, row.id, {
    ...standing,
    notInstalled: false,
    alarm,
    alarmAt: alarm === null ? null : (row.alarmAt ?? now),
    ...(isSettled && { settledAt: now }),
    ...(isVerified && { customerId: null, code: isGone ? GONE : null }),
  })
  if (alarm !== null && row.alarm === null) await warnStaff(tx, { ...row, ...standing }, 'staff_erasure_late', now)
  if (isSettled && row.state !== standing.state && row.run === 'done') await followRecipients(tx, row.id, ports)
}

const isOver = (state: ErasureState): boolean => SETTLED_ERASURES.some((one) => one === state)

/** Shopify's part is over: what recipients answer later still belongs into the proof. */
async function followRecipients(tx: ShopTransaction, id: string, ports: LookPorts): Promise<void> {
  if (await ports.writeProof(tx, id)) await changeErasure(tx, id, { lookAt: null })
}

/** The law that kept the profile keeps it no longer, or staff ask once more. */
async function askAtShopify(shop: ShopDomain, row: ErasureRow, client: ShopClient): Promise<void> {
  try {
    await requestAtShopify(shop, row, client)
  } catch (error) {
    if (!(error instanceof ErasureRefused)) throw error
    await forShop(shop, async (tx) => {
      const now = clock.now()
      if ((await readErasure(tx, row.id))?.alarm) return
      await changeErasure(tx, row.id, { code: error.code, alarm: 'late', alarmAt: now })
      await warnStaff(tx, row, 'staff_erasure_late', now)
    })
  }
}

/** When Shopify does not answer. */
export const lookAgainSoon = (shop: ShopDomain, id: string): Promise<void> =>
  forShop(shop, (tx) => changeErasure(tx, id, { lookAt: addHours(clock.now(), 1) }))
