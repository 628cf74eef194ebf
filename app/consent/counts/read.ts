import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { dayOf, daysAfter } from '../../register/index.ts'
import { COUNTED_DAYS, countsOf, type StorefrontCounts } from './model.ts'
import { countedSince } from './store.ts'

/** How many visits saw the banner in the last 30 days, how many answered it, and what was given up. */
export async function storefrontCounts(tx: ShopTransaction): Promise<StorefrontCounts> {
  const today = dayOf(clock.now())
  const days = Array.from({ length: COUNTED_DAYS }, (_, index) => daysAfter(today, index + 1 - COUNTED_DAYS))
  return countsOf(days, await countedSince(tx, daysAfter(today, 1 - COUNTED_DAYS)))
}
