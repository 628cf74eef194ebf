import { clock } from '../../platform/clock.ts'
import { databaseFaultOf } from '../../platform/database-fault.ts'
import { log } from '../../platform/log.ts'
import { OneAMinute } from '../../platform/one-a-minute.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { onClient, sqlForShop } from '../../platform/sql.ts'
import { dayOf, type IsoDate, monthsAfter } from '../../register/index.ts'
import { NotInstalled, requireInstalledBy } from '../../shopify/installation.ts'
import { addToDay, forgetBefore } from './store.ts'

/** Visits that are not written yet, of each shop by UTC day. */
const waiting = new Map<ShopDomain, Map<IsoDate, number>>()

/** Beyond it, visits of further shops are not counted until there is room. */
const MOST_SHOPS = 100_000
/** A visit costs no transaction: all of a shop's in half a minute are one. A process that is killed loses as many. */
const WRITE_EVERY_MS = 30_000
/** Months for which a day's counts are kept: a year, and the same month of the year before. */
const KEPT_MONTHS = 13

let isScheduled = false

/**
 * Counts a visit of the storefront on which the banner was shown. It is in memory first, and `writeVisits` writes it: what
 * is counted is a statistic, and nobody waits for it.
 */
export function countVisit(shop: ShopDomain): void {
  addVisits(shop, dayOf(clock.now()), 1)
  if (!isScheduled) schedule()
}

function addVisits(shop: ShopDomain, day: IsoDate, visits: number): void {
  const days = waiting.get(shop) ?? new Map<IsoDate, number>()
  if (days.size === 0 && waiting.size >= MOST_SHOPS) return
  waiting.set(shop, days.set(day, (days.get(day) ?? 0) + visits))
}

function schedule(): void {
  isScheduled = true
  const write = async () => {
    await writeVisits()
    isScheduled = false
    if (waiting.size > 0) schedule()
  }
  setTimeout(() => void write(), WRITE_EVERY_MS).unref()
}

let writing: Promise<void> = Promise.resolve()

/**
 * Writes every visit that waits, after whoever writes already: when it is done, all that were counted before are written.
 */
export function writeVisits(): Promise<void> {
  writing = writing.then(writeWaiting)
  return writing
}

/**
 * Shop by shop, so that it never takes more than one connection. What the database does not take waits for the next time.
 * When its answer is lost, visits may be counted twice.
 */
async function writeWaiting(): Promise<void> {
  for (const shop of [...waiting.keys()]) {
    const days = waiting.get(shop)
    if (!days) continue
    waiting.delete(shop)
    try {
      await writeDays(shop, days)
    } catch (error) {
      // Its counts would have gone with it.
      if (error instanceof NotInstalled) continue
      for (const [day, visits] of days) addVisits(shop, day, visits)
      if (failures.isDue()) log.error({ err: error, shop }, 'visits of a storefront could not be written')
      if (databaseFaultOf(error) === 'away') return
    }
  }
}

const failures = new OneAMinute((leftOut) => log.error({ leftOut }, 'visits of more storefronts could not be written'))

function writeDays(shop: ShopDomain, days: ReadonlyMap<IsoDate, number>): Promise<void> {
  return sqlForShop(shop, async (client) => {
    const run = onClient(client)
    await requireInstalledBy(run, shop)
    for (const [day, shown] of days) await addToDay(run, shop, day, { shown })
    await forgetBefore(run, shop, monthsAfter(dayOf(clock.now()), -KEPT_MONTHS))
  })
}
