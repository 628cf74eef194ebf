import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { MarketingChannel } from '../../register/index.ts'
import { type Identifier, identify } from '../../subjects/index.ts'
import { followUpRefusals } from './follow-up.ts'
import { isOwnConsent } from './own-consent.ts'
import { endSuppressions, noteReturned, suppressionOf } from './suppressions-store.ts'

/** What Shopify says of a customer's subscription. */
export interface ReportedSubscription {
  channel: MarketingChannel
  /** Shopify's name of the state, in lower case. */
  state: string
  /** When the person chose; null when Shopify holds no time. */
  saidAt: Date | null
}

/**
 * Notices that an address is subscribed whose owner objected, and has a job end it. Their own newer consent ends the suppression
 * instead. Returns whether it was one that does not count. The caller has locked the person, and knows that they are not erased.
 */
export async function noticeSuppressed(
  tx: ShopTransaction,
  person: readonly Identifier[],
  { channel, state, saidAt }: ReportedSubscription,
): Promise<boolean> {
  if (state !== 'subscribed') return false
  const suppression = await suppressionOf(tx, person, channel)
  if (!suppression) return false
  if (saidAt !== null && isOwnConsent(saidAt, suppression.since)) {
    await endSuppressions(tx, person, { channel, saidAt })
    return false
  }
  await noteReturned(tx, suppression, clock.now())
  await followUpRefusals(tx, [await identify(tx, person)])
  return true
}

/** Whether anything is suppressed that this customer is reached by. */
export const isSuppressed = async (tx: ShopTransaction, person: readonly Identifier[]): Promise<boolean> =>
  (await suppressionOf(tx, person, 'email')) !== null || (await suppressionOf(tx, person, 'sms')) !== null
