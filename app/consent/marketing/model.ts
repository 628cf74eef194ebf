/**
 * Marketing consent as Shopify holds it, one switch a customer and channel, beside the register's purposes.
 * What is recorded and what is written back is decided here; see docs/decisions/017-marketing-consent.md.
 */
import type { Purpose, Register } from '../../register/index.ts'
import type { Source } from '../ledger/index.ts'

/** Those of the register's channels that Shopify has a switch for. */
export const MARKETING_CHANNELS = ['email', 'sms'] as const
export type MarketingChannel = (typeof MARKETING_CHANNELS)[number]

/** `writing`: a job is at it, or comes again. `denied`: the merchant has not let Kept change customers. */
export const WRITE_BACK_STATES = ['writing', 'written', 'not_needed', 'denied', 'refused', 'failed'] as const
export type WriteBackState = (typeof WRITE_BACK_STATES)[number]

/** A person has to do what Kept could not. */
export const UNWRITTEN_STATES = ['denied', 'refused', 'failed'] as const satisfies WriteBackState[]

/**
 * What a state of Shopify's says about the person. `grants_nothing`: they never said no, yet a consent that Kept knows
 * does not stand (any more): asked for and not confirmed, or gone with the address that it was about.
 */
const SAYS: Record<string, 'grants' | 'refuses' | 'grants_nothing'> = {
  subscribed: 'grants',
  unsubscribed: 'refuses',
  not_subscribed: 'grants_nothing',
  pending: 'grants_nothing',
}

/** Marketing consent of a customer as Shopify told it. */
export interface MarketingFact {
  channel: MarketingChannel
  /** In Shopify's words, in small letters. A state that says nothing of a wish (`redacted`, `invalid`) records nothing. */
  state: string
  /** When the person said so, as Shopify holds it: whole seconds. */
  at: Date
  source: Extract<Source, 'newsletter' | 'checkout'>
}

/**
 * The purposes that Shopify's switch is about. Turned on, it agrees to the shop's own e-mails or SMS, and to no profile
 * and no partner's: those are consents of their own (GDPR Art. 6(1)(a) and recital 43). Turned off, it is a no to all of
 * that channel, also where the shop relied on its interest (Art. 21(2) and (3)).
 */
export function purposesOf({ purposes }: Register, channel: MarketingChannel, granted: boolean): string[] {
  const own = ({ profiling, topic }: Purpose) => !profiling && topic !== 'profiling' && topic !== 'joint_use'
  const concerns = (purpose: Purpose) =>
    granted
      ? purpose.legalBasis === 'consent' && own(purpose)
      : purpose.legalBasis === 'consent' || purpose.legalBasis === 'legitimate_interests'
  return purposes.filter((purpose) => purpose.channel === channel && concerns(purpose)).map(({ id }) => id)
}
