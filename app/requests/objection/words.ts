/** The closed lists of objections that are carried out at once. */
import type { RequestKind } from '../words.ts'

/**
 * What needs no proof of identity, and is carried out without staff: it gives nothing out and takes nothing away that a person could
 * not give again at once. GDPR Art. 12(6) asks for a proof only where there are reasonable doubts; California forbids one for an
 * opt-out of sale (11 CCR § 7026(d), 7060(b)).
 */
export const AT_ONCE_KINDS = [
  'objection_to_prospecting',
  'objection_to_profiling',
  'withdrawal_of_consent',
  'opt_out_of_sale',
] as const satisfies RequestKind[]
export type AtOnceKind = (typeof AT_ONCE_KINDS)[number]

export const isAtOnce = (kind: RequestKind): kind is AtOnceKind => AT_ONCE_KINDS.some((one) => one === kind)

/** What an objection does, in the order in which it is done. */
export const OBJECTION_EFFECTS = [
  /** In Kept's ledger. */
  'choices',
  /** Only the owner subscribes the address or number again. */
  'suppression',
  'email',
  /** With WhatsApp, which Shopify keeps under the same number. */
  'sms',
  /** Shopify's own opt-out. */
  'sale',
  /** What the storefront reads at the next visit. */
  'storefront',
  /** A field and a tag of the customer, which segments exclude. */
  'profiling',
  'recipients',
] as const
export type ObjectionEffect = (typeof OBJECTION_EFFECTS)[number]

export const EFFECT_STATES = [
  'pending',
  'done',
  'nothing_there',
  /** Staff have to do it. */
  'by_hand',
  /** The shop does not let Kept do it. */
  'denied',
  'refused',
  /** Shopify was away for a day, or Kept is not installed. */
  'failed',
  'done_by_hand',
] as const
export type EffectState = (typeof EFFECT_STATES)[number]

/** Staff have something to do. */
const LEFT_STATES = ['by_hand', 'denied', 'refused', 'failed'] as const satisfies EffectState[]

export const isLeft = (state: EffectState): boolean => LEFT_STATES.some((one) => one === state)
