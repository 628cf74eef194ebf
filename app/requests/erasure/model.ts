/** What an erasure consists of (GDPR Art. 17), group by group. */
export const ERASURE_GROUPS = [
  'marketing_consent',
  'customer_profile',
  'orders',
  'order_notes',
  'order_attributes',
  'customer_metafields',
  'customer_tags',
  'customer_note',
  'draft_orders',
  'abandoned_checkouts',
  'blog_comments',
  'company_contact',
  'payment_methods',
  'subscriptions',
  'store_credit',
  'gift_cards',
  'kept_identity',
  'kept_consents',
  'kept_requests',
  'kept_exports',
  'kept_mails',
  'suppression_hash',
  'recipients',
] as const
export type ErasureGroup = (typeof ERASURE_GROUPS)[number]

/** What a person may have left without being a customer: it is found by their address. */
export const FOUND_BY_ADDRESS: ReadonlySet<ErasureGroup> = new Set(['draft_orders', 'blog_comments'])

/** What becomes of a group. Days are ISO dates at the shop's place. */
export type Fate =
  | { fate: 'erased_now' }
  | { fate: 'pending_at_shopify'; until: string }
  | { fate: 'archived'; until: string | null; holds: { keeps: string; law: string; until: string | null }[] }
  | { fate: 'kept_as_hash' }
  | { fate: 'by_hand'; task: string }
  | { fate: 'not_readable'; scope: string }
  | { fate: 'nothing_held' }

/** How a step ended. `denied`, `refused` and `by_hand` leave something to do. */
const OUTCOMES = ['done', 'nothing_there', 'denied', 'refused', 'by_hand'] as const
/** `done_by_hand`: staff did later what a step had left. */
export const STEP_STATES = [...OUTCOMES, 'done_by_hand'] as const

export interface ErasureStepOutcome {
  state: (typeof OUTCOMES)[number]
  count: number
  /** Shopify's code, never a person's data. */
  code: string | null
}

/** An outcome as it stands now. */
export interface StepNote extends Omit<ErasureStepOutcome, 'state'> {
  state: (typeof STEP_STATES)[number]
  /** Shopify's id of the member of staff who did it by hand. */
  doneBy?: string | null
}

/** A law keeps it for now: the plan says until when. */
export const LEGAL_HOLD = 'LEGAL_HOLD'

/** Codes of Kept's own, besides the reasons why something is left. */
export const OWN_CODES = [LEGAL_HOLD, 'MERGED', 'ERASED_BEFORE', 'BY_STAFF'] as const
export const isOwnCode = (code: string): code is (typeof OWN_CODES)[number] => OWN_CODES.some((one) => one === code)

/** The person while they are erased: in memory only. */
export interface PersonToErase {
  customerId: string | null
  email: string | null
  phone: string | null
}
