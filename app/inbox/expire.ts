import { subDays } from 'date-fns/subDays'
import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { WAITING_DAYS } from './model.ts'
import { expireBodies, shopsWaitingSince } from './waiting-store.ts'

/** Shops and messages of one look: it looks again soon where there are more. */
const AT_ONCE = 500

/**
 * Drops the bodies that have waited for staff longer than `WAITING_DAYS`. What is left is the line that says so. Shops
 * one by one; two workers at once, or a kill in the middle, change nothing. Returns how many there were.
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

/** Looks every hour, in every worker. */
export function scheduleExpiry(): void {
  const look = () =>
    expireWaiting().then(
      (expired) => expired > 0 && log.info({ expired }, 'bodies that waited for staff too long were dropped'),
      (err) => log.error({ err }, 'what waited for staff too long could not be dropped'),
    )
  void look()
  setInterval(look, HOURLY_MS).unref()
}
