import { subDays } from 'date-fns/subDays'
import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { repeat } from '../platform/repeat.ts'
import { WAITING_DAYS } from './model.ts'
import { expireBodies, shopsWaitingSince } from './waiting-store.ts'

/** The most shops and messages in one run. The next run takes the rest. */
const AT_ONCE = 500

/**
 * Deletes the bodies that have waited for staff longer than `WAITING_DAYS`; the message's line stays and says so. Each
 * shop has its own transaction; two workers at once, or a kill in the middle, do no harm. Returns the number of bodies.
 */
export async function expireWaiting(): Promise<number> {
  const before = subDays(clock.now(), WAITING_DAYS)
  let expired = 0
  for (const shop of await shopsWaitingSince(before, AT_ONCE)) {
    expired += await forShop(shop, (tx) => expireBodies(tx, before, AT_ONCE))
  }
  return expired
}

const HOURLY_MS = 3600_000

/** Runs every hour in every worker. */
export const scheduleExpiry = (): void =>
  repeat(
    HOURLY_MS,
    async () => {
      const expired = await expireWaiting()
      if (expired > 0) log.info({ expired }, 'bodies that waited for staff too long were dropped')
    },
    'what waited for staff too long could not be dropped',
  )
