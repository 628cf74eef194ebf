import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import { repeat } from '../../platform/repeat.ts'
import { remindOf } from './remind.ts'
import { dueReminders, setReminder } from './store.ts'

/** The most requests in one run. */
const REMINDERS_AT_ONCE = 100
/** One that cannot be looked at lets the others pass. */
const AGAIN_MS = 3_600_000

/**
 * Reminds staff of every request that is due for it. Each is a transaction of its own, so several workers may run this at
 * once, be killed, and run it again. Returns how many stages were told.
 */
export async function remindOfDueRequests(): Promise<number> {
  let told = 0
  for (const { shop, id } of await dueReminders(clock.now(), REMINDERS_AT_ONCE)) {
    try {
      if ((await forShop(shop, (tx) => remindOf(tx, id))) !== null) told += 1
    } catch (err) {
      log.error({ err, shop, request: id }, 'staff could not be reminded of a request')
      await forShop(shop, (tx) => setReminder(tx, id, new Date(+clock.now() + AGAIN_MS)))
    }
  }
  return told
}

const LOOK_EVERY_MS = 15_000

/** Runs in every worker. */
export const scheduleReminders = (): void =>
  repeat(LOOK_EVERY_MS, remindOfDueRequests, 'it could not be found out which requests are due for a reminder')
