/** Why something is left after an erasure. Pages say each in words; another code is Shopify's, and shown as it is. */
export const LEFT_REASONS = [
  /** Shopify's own code: a scope is missing, or a field was not approved. */
  'ACCESS_DENIED',
  /** Shopify refused it and has no code for why. */
  'USER_ERROR',
  /** Shopify shows orders of more than 60 days ago only to apps that may read all orders. */
  'OLDER_ORDERS',
  /** A draft that became an order is the order's. */
  'COMPLETED_DRAFT',
  /** A draft in the name of a company is the company's. */
  'COMPANY_DRAFT',
  /** No mutation deletes it. */
  'NO_API',
  /** Another app's: only that app may end or delete it. */
  'OTHER_APP',
  /** Worth money: paid out or used up by people, never destroyed by an app. */
  'MONEY',
] as const
export type LeftReason = (typeof LEFT_REASONS)[number]

export const isLeftReason = (code: string): code is LeftReason => LEFT_REASONS.some((one) => one === code)

/** Why no API does anything about a group. Pages say each in words. */
export const CANNOT = [
  /** Shopify itself deletes them three months after they were left. */
  'no_deletion_of_checkouts',
  /** A contract is an agreement: it ends with the person, in the app that made it. */
  'contracts_of_other_apps',
  'money',
] as const
export type Cannot = (typeof CANNOT)[number]

/** What a mutation leaves of a group. Pages say each in words. */
export const LEFTOVER_LIMITS = [
  /** Billing addresses and attributes of lines cannot be changed; Shopify's own erasure takes them. */
  'order_lines',
  /** Fields that another app keeps to itself are not shown; that app is told by Shopify's own webhook. */
  'other_apps_fields',
  'completed_drafts',
  /** Comments under another address, or without one, cannot be matched. */
  'comments_by_address',
  /** The company's places may name the person (recipient, phone, note). */
  'company_places',
  /** A method that pays for a running subscription is not revoked. */
  'paying_subscriptions',
] as const
export type Limit = (typeof LEFTOVER_LIMITS)[number]
