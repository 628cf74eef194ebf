import { expect, test } from 'vitest'
import { type OrderStanding, tasksAfter } from '../../../app/requests/review/model.ts'
import type { ReviewTask } from '../../../app/requests/review/words.ts'
import type { ReviewDecision } from '../../../app/requests/words.ts'

const paid: OrderStanding = { cancelledAt: null, financialStatus: 'PAID', fulfillmentStatus: 'UNFULFILLED' }
const cancelled = { ...paid, cancelledAt: '2026-12-01T09:00:00Z' }

test.for<[string, ReviewDecision, OrderStanding | null, ReviewTask[]]>([
  ['a flag that was wrong releases the order', 'reversed', paid, ['release']],
  [
    'a cancelled order cannot be opened again: the person is invited, and gets their money',
    'reversed',
    cancelled,
    ['invite', 'refund'],
  ],
  ['a cancelled order that was refunded', 'reversed', { ...cancelled, financialStatus: 'REFUNDED' }, ['invite']],
  ['another decision', 'changed', paid, ['release', 'refund']],
  ['a flag that was right', 'upheld', paid, ['cancel', 'refund']],
  ['a flag that was right, cancelled already', 'upheld', cancelled, ['refund']],
  ['a flag that was right, cancelled and refunded', 'upheld', { ...cancelled, financialStatus: 'REFUNDED' }, []],
  ['a flag on an order that was sent off', 'reversed', { ...paid, fulfillmentStatus: 'FULFILLED' }, []],
  ['a flag that was right, sent off', 'upheld', { ...paid, fulfillmentStatus: 'FULFILLED' }, ['refund']],
  ['a flag that was right, not paid', 'upheld', { ...paid, financialStatus: 'VOIDED' }, ['cancel']],
  ['an order that Kept cannot see', 'reversed', null, ['release']],
])('what staff have to do at Shopify: %s', ([, decision, order, tasks]) => {
  expect(tasksAfter(decision, order)).toEqual(tasks)
})
