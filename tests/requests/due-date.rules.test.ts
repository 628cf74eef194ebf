import { expect, test } from 'vitest'
import { dueDate } from '../../app/requests/model.ts'

test.each([
  ['a month of 31 days: Shopify’s 30 days come first', '2026-01-01T10:00:00Z', '2026-01-31T10:00:00.000Z'],
  ['a month of 30 days: both are the same', '2026-04-10T10:00:00Z', '2026-05-10T10:00:00.000Z'],
  ['February: the month is shorter than 30 days', '2026-02-10T10:00:00Z', '2026-03-10T10:00:00.000Z'],
  ['31 January: the month ends on the last of February', '2026-01-31T10:00:00Z', '2026-02-28T10:00:00.000Z'],
  ['31 January of a leap year', '2028-01-31T10:00:00Z', '2028-02-29T10:00:00.000Z'],
  ['over the change of the clocks nothing shifts', '2026-03-15T23:30:00Z', '2026-04-14T23:30:00.000Z'],
])('a person is answered in time: %s', (_why, received, due) => {
  expect(dueDate(new Date(received)).toISOString()).toBe(due)
})
