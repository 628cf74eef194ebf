import { UTCDate } from '@date-fns/utc'
import { addDays } from 'date-fns/addDays'
import { addMonths } from 'date-fns/addMonths'
import { min } from 'date-fns/min'

/**
 * When a request must be answered: within one month of receipt (GDPR Art. 12(3)) and, for requests through Shopify,
 * within 30 days (Shopify, privacy law compliance), whichever is sooner. A month later is the same day of the next
 * month, or its last day (Regulation 1182/71, Art. 3(2)(c)).
 */
export function dueDate(receivedAt: Date): Date {
  const received = new UTCDate(receivedAt)
  return new Date(+min([addMonths(received, 1), addDays(received, 30)]))
}

/** Days before its due date from which a request needs attention. */
const SOON_DAYS = 7

export type DueState = 'overdue' | 'soon' | 'later'

export function dueState(dueAt: Date, now: Date): DueState {
  if (dueAt <= now) return 'overdue'
  return dueAt <= addDays(now, SOON_DAYS) ? 'soon' : 'later'
}
