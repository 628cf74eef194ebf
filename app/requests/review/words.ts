/** What is left to do in Shopify's admin after a human review, ticked off by staff. */
export const REVIEW_TASKS = ['release', 'refund', 'invite', 'cancel'] as const
export type ReviewTask = (typeof REVIEW_TASKS)[number]
