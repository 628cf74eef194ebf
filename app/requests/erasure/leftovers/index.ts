/** What Shopify's own erasure leaves, and an API reaches: a table, in the order in which it is worked. */
import { BY_HAND } from './by-hand-leftovers.ts'
import { BLOG_COMMENTS } from './comment-leftovers.ts'
import { COMPANY_CONTACT } from './company-leftovers.ts'
import { CUSTOMER_LEFTOVERS, PAYMENT_METHODS } from './customer-leftovers.ts'
import { DRAFT_ORDERS } from './draft-leftovers.ts'
import type { Leftover } from './model.ts'
import { ORDER_LEFTOVERS } from './order-leftovers.ts'

/** Whatever is found through the customer's orders and companies comes before what would unlink them. */
export const LEFTOVERS: readonly Leftover[] = [
  ...ORDER_LEFTOVERS,
  ...CUSTOMER_LEFTOVERS,
  DRAFT_ORDERS,
  BY_HAND.checkouts,
  BLOG_COMMENTS,
  COMPANY_CONTACT,
  BY_HAND.subscriptions,
  PAYMENT_METHODS,
  BY_HAND.storeCredit,
  BY_HAND.giftCards,
]

export type { Leftover } from './model.ts'
