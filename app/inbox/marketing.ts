import { z } from 'zod'
import { type MarketingFact, recordMarketing } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import type { Identifier } from '../subjects/index.ts'
import type { Outcome } from './model.ts'
import type { MessageToWork } from './store.ts'

/** The fields of a consent that both marketing topics share. */
export const marketingConsent = z.object({
  state: z.string().max(40).nullish(),
  consent_updated_at: z.iso
    .datetime({ offset: true })
    .nullish()
    .transform((text) => (text ? new Date(text) : null)),
})

export async function recordFact(
  tx: ShopTransaction,
  person: readonly Identifier[],
  fact: MarketingFact,
): Promise<Outcome> {
  const { result, granted } = await recordMarketing(tx, person, fact)
  return { marketing: result, granted }
}

/** A consent cannot be newer than its report, whatever the clocks say. */
export function consentTimes(
  { consent_updated_at: said }: { consent_updated_at: Date | null },
  message: MessageToWork,
) {
  const { receivedAt, triggeredAt } = message
  const past = (time: Date) => new Date(Math.min(+time, +receivedAt))
  return {
    saidAt: said && past(said),
    toldAt: past(triggeredAt ?? receivedAt),
    triggeredAt: triggeredAt && past(triggeredAt),
  }
}
