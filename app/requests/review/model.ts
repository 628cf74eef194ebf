/** What is left to do in Shopify's admin after a review. Pure. */
import type { OrderRisk } from '../../shopify/person-data/order-risk.ts'
import type { ReviewDecision } from '../words.ts'
import type { ReviewTask } from './words.ts'

export type OrderStanding = Pick<OrderRisk, 'cancelledAt' | 'financialStatus' | 'fulfillmentStatus'>

const PAID: ReadonlySet<string> = new Set(['PAID', 'PARTIALLY_PAID', 'AUTHORIZED', 'PARTIALLY_REFUNDED'])

/**
 * What staff may have to do at Shopify, as the order stands. An order that was cancelled cannot be opened again: the person is
 * invited to order anew.
 */
export function tasksAfter(decision: ReviewDecision, order: OrderStanding | null): ReviewTask[] {
  const isCancelled = order?.cancelledAt != null
  const isPaid = order === null || order.financialStatus === null || PAID.has(order.financialStatus)
  // What was sent off is neither held nor cancelled any more.
  const isOver = isCancelled || order?.fulfillmentStatus === 'FULFILLED'
  if (decision === 'upheld') return [...(isOver ? [] : (['cancel'] as const)), ...(isPaid ? (['refund'] as const) : [])]
  if (isCancelled) return isPaid ? ['invite', 'refund'] : ['invite']
  const release = isOver ? [] : (['release'] as const)
  return decision === 'changed' ? [...release, 'refund'] : [...release]
}
