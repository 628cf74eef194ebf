/** The visits on which the demo's storefront showed its banner, as Kept counted them. */
import { countVisit, writeVisits } from '../../app/consent/index.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { setClock } from './clock.ts'
import type { Visit } from './visitors.ts'

const DAY_MS = 24 * 3600_000

/** Visits are counted since a later release. */
const COUNTED_DAYS = 60

/** Of ten visits about seven answer. */
const ANSWERING = 0.68

export async function showBanner(shop: ShopDomain, visits: readonly Visit[], until: Date): Promise<void> {
  const answers = new Map<number, number>()
  for (const { at, surface } of visits) {
    const day = Math.floor(+at / DAY_MS)
    if (surface === 'banner' && day > +until / DAY_MS - COUNTED_DAYS) answers.set(day, (answers.get(day) ?? 0) + 1)
  }
  for (const [day, answered] of answers) {
    setClock(new Date(day * DAY_MS))
    for (let left = Math.round(answered / ANSWERING); left > 0; left -= 1) countVisit(shop)
    await writeVisits()
  }
}
