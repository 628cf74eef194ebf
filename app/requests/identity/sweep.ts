import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { repeat } from '../../platform/repeat.ts'
import { removeOldProofs, shopsToSweep } from './proof/store.ts'
import { removeOldCounts } from './rate/store.ts'

const SHOPS_AT_ONCE = 100

/** Deletes proofs that nobody decided on in time, and counts of hours that are over. Several workers may run it at once. */
export async function sweepIdentity(): Promise<void> {
  const now = clock.now()
  for (const shop of await shopsToSweep(now, SHOPS_AT_ONCE)) {
    await forShop(shop, async (tx) => {
      await removeOldProofs(tx, now)
      await removeOldCounts(tx, now)
    })
  }
}

const SWEEP_EVERY_MS = 60_000

/** Runs in every worker. */
export const scheduleSweeps = (): void =>
  repeat(SWEEP_EVERY_MS, sweepIdentity, 'what is too old of identity checks could not be deleted')
