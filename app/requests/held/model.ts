/** What is held about a person, as rows of tables: an answer shows them, a CSV has one table. Pure. */

/** Every table that an answer can have, in its order. The second part of a family follows its first. */
export const HELD_TABLES = [
  'customer',
  'addresses',
  'marketing_consents',
  'customer_metafields',
  'customer_events',
  'profiles',
  'payment_methods',
  'store_credit',
  'gift_cards',
  'subscriptions',
  'company_contacts',
  'companies',
  'company_locations',
  'orders',
  'order_lines',
  'order_transactions',
  'order_refunds',
  'order_fulfillments',
  'order_visits',
  'order_metafields',
  'draft_orders',
  'draft_order_lines',
  'abandoned_checkouts',
  'abandoned_checkout_lines',
  'consents',
  'receipts',
  'requests',
  'statements',
  'staff_access',
] as const
export type HeldTable = (typeof HELD_TABLES)[number]

/** A list or an object of Shopify's is one text, written as people read it. */
export type HeldValue = string | number | boolean | null

/** Why a value is not given to the person. */
export const MASK_GROUNDS = ['rights_of_others', 'secret', 'card_data', 'removed_by_staff'] as const
export type MaskGround = (typeof MASK_GROUNDS)[number]

/** A row that was read, whole. */
export interface HeldRow {
  table: HeldTable
  /** Of the row within its table: Shopify's id, or Kept's. */
  id: string
  /** The id of the row that it belongs to, in the table before it in its family: a line's order. */
  parent: string | null
  /** By column; a column is `[a-z][A-Za-z0-9_.]*`. */
  values: Record<string, HeldValue>
}

/** A row as the person gets it: what is masked has no value, and its ground. */
export interface AnsweredRow extends HeldRow {
  masked: Record<string, MaskGround>
}

/** What could not be read, and why; the answer says so. */
export const UNREAD_REASONS = [
  'scope_missing',
  'older_orders',
  'not_approved',
  'not_available',
  /** What is older than `since` was not noted so that it leads to the person. */
  'not_known_before',
  'refused',
  /** A list was read only as far as Shopify gives it at once. */
  'more_than_read',
] as const
export interface Unread {
  table: HeldTable
  reason: (typeof UNREAD_REASONS)[number]
  /** The scope that is missing; null otherwise. */
  scope: string | null
  /** From when on it is known; only with `not_known_before`. */
  since?: string | undefined
}
