import { subDays } from 'date-fns/subDays'
import { clock } from '../../platform/clock.ts'
import { forShop } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import { repeat } from '../../platform/repeat.ts'
import { destroyCollections, shopsWithClosed } from '../held/index.ts'
import { AVAILABLE_DAYS } from './limits.ts'
import { expireAnswers, shopsWithOver } from './store.ts'

/** The most shops, and answers of a shop, in one run. The next run takes the rest. */
const AT_ONCE = 100

/**
 * Destroys the files of answers whose days are over, and what was collected for requests that were closed as long ago.
 * Each shop has its own transaction; two workers at once, or a kill in the middle, do no harm. Returns the number of
 * files and collections.
 */
export async function expireDueAnswers(): Promise<number> {
  const at = clock.now()
  let expired = 0
  for (const shop of await shopsWithOver(at, AT_ONCE)) {
    expired += await forShop(shop, (tx) => expireAnswers(tx, at, AT_ONCE))
  }
  const closedBy = subDays(at, AVAILABLE_DAYS)
  for (const shop of await shopsWithClosed(closedBy, AT_ONCE)) {
    expired += await forShop(shop, (tx) => destroyCollections(tx, closedBy, AT_ONCE))
  }
  return expired
}

const EVERY_MS = 300_000

/** Runs every few minutes in every worker. */
export const scheduleAnswerExpiry = (): void =>
  repeat(
    EVERY_MS,
    async () => {
      const expired = await expireDueAnswers()
      if (expired > 0) log.info({ expired }, 'answers whose days are over were destroyed')
    },
    'answers whose days are over could not be destroyed',
  )
