/** The purposes that the banner asks for, whether one decision can hold the answers, and how long an answer counts. */
import { MAX_CHOICE_MONTHS, MAX_CHOICES_BYTES, MOST_ASKED_PURPOSES } from './limits.ts'
import type { Lifetime, Purpose, Register, Tracker } from './model.ts'
import { MARKETING_CHANNELS, type PurposeChannel } from './words.ts'

/** Purposes that rest on consent and that the banner asks for. Those that drive a signal of Shopify's are always asked. */
export const purposesAskedInBanner = ({ purposes }: Pick<Register, 'purposes'>): Purpose[] =>
  purposes.filter(
    ({ legalBasis, askedAt, signal }) => legalBasis === 'consent' && (askedAt.includes('banner') || signal !== 'none'),
  )

/** Kinds of the shop's own e-mail that rest on consent, and that a sign-up form asks for. */
export const purposesAskedAtSignUp = ({ purposes }: Pick<Register, 'purposes'>): Purpose[] =>
  purposes.filter(
    ({ legalBasis, channel, askedAt }) =>
      legalBasis === 'consent' && channel === 'email' && askedAt.includes('sign_up_form'),
  )

/** The key of a consent that is given to one partner of a purpose: neither id has an underscore. */
export const partnerKey = (purpose: string, recipient: string): string => `${purpose}_${recipient}`

/** What a key of a choice names. Shopify's signals have underscores, too, and name no purpose and partner that a register has. */
export function namedByKey(key: string): { purpose: string; recipient: string | null } {
  const [purpose = key, recipient = null] = key.split('_', 2)
  return { purpose, recipient }
}

const SHOPIFY_ASKS: ReadonlySet<PurposeChannel> = new Set(MARKETING_CHANNELS)

export const isAskedByShopify = ({ channel }: Pick<Purpose, 'channel'>): boolean => SHOPIFY_ASKS.has(channel)

/**
 * Whether somebody, somewhere, is asked before a purpose that rests on consent begins. A partner's purpose is asked by a
 * notice that names the partner, when there is one.
 */
export const isAsked = (purpose: Purpose): boolean =>
  purpose.askedAt.length > 0 || purpose.signal !== 'none' || purpose.topic === 'joint_use' || isAskedByShopify(purpose)

export type AskedPurposesProblem =
  | { code: 'too_many_purposes'; values: { count: number; most: number } }
  | { code: 'long_purpose_keys'; values: { bytes: number; most: number } }

/** Why a decision cannot hold a choice for each of these purposes; null where it can. */
export function askedPurposesProblem(asked: readonly Pick<Purpose, 'id'>[]): AskedPurposesProblem | null {
  const count = asked.length
  if (count > MOST_ASKED_PURPOSES) {
    return { code: 'too_many_purposes', values: { count, most: MOST_ASKED_PURPOSES } }
  }
  const bytes = asked.reduce((sum, { id }) => sum + JSON.stringify(id).length + ':false,'.length, 0)
  return bytes > MAX_CHOICES_BYTES ? { code: 'long_purpose_keys', values: { bytes, most: MAX_CHOICES_BYTES } } : null
}

/** Months until the banner asks again; the policy states the same number. A register may hold a larger one. */
export const choiceMonths = ({ cookies }: Pick<Register, 'cookies'>): number =>
  Math.min(cookies.askAgainMonths, MAX_CHOICE_MONTHS)

/** What Kept keeps the visitor's choice in: a cookie and the local storage, under the same name. */
export const CHOICE_TRACKER = 'kp1'

/** How long a tracker stays. The choice itself counts until the banner asks again, whatever was written beside it. */
export const lifetimeOfTracker = (register: Pick<Register, 'cookies'>, { pattern, lifetime }: Tracker): Lifetime =>
  pattern === CHOICE_TRACKER ? { unit: 'months', value: choiceMonths(register) } : lifetime
