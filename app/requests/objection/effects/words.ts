/** The closed lists of objections that are carried out at once. */
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
