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

export interface ErasureStepOutcome {
  state: 'done' | 'nothing_there' | 'denied' | 'refused' | 'by_hand'
  count: number
  /** Shopify's code, never a person's data. */
  code: string | null
}

/** The person while they are erased: in memory only. */
export interface PersonToErase {
  customerId: string | null
  email: string | null
  phone: string | null
}
