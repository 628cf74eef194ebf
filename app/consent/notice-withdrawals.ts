import { subDays } from 'date-fns/subDays'
import { tellFlow } from '../flow/index.ts'
import { clock } from '../platform/clock.ts'
import { forShop } from '../platform/db.ts'
import { dayOf, versionInForce } from '../register/index.ts'
import { canonicalSubject } from './canonical-subject.ts'
import { withdrawalsOf } from './ledger/index.ts'
import { purposeNames } from './purpose-names.ts'
import type { WriteBackJob } from './queues.ts'

/** The job runs within seconds of a choice, or days later where Shopify or Kept were down. Older ones are history. */
const LONGEST_AGO_DAYS = 3

/**
 * Tells Shopify Flow of each consent that a person took back, wherever they did: every path that records a choice has this job done.
 * Run again, it finds that they are noted.
 */
export async function noticeWithdrawals({ shop, subject }: WriteBackJob): Promise<void> {
  await forShop(shop, async (tx) => {
    const since = subDays(clock.now(), LONGEST_AGO_DAYS)
    const recent = (await withdrawalsOf(tx, subject)).filter(({ at }) => at >= since)
    if (recent.length === 0) return
    const isFrench = (await versionInForce(tx))?.register.languages.default === 'fr'
    const names = await purposeNames(tx, isFrench ? 'fr' : 'en')
    const subjectId = await canonicalSubject(tx, subject)
    for (const { purpose, eventId, at } of recent) {
      const facts = { purpose: names[purpose] ?? purpose, on: dayOf(at) }
      await tellFlow(tx, { key: `withdrawn/${eventId}/${purpose}`, trigger: 'consent-withdrawn', subjectId, facts })
    }
  })
}
