import { expect, test } from 'vitest'
import { type DueState, dueState } from '../../app/requests/model.ts'

const NOW = new Date('2026-11-20T10:00:00Z')

test.each<[string, DueState]>([
  ['2026-11-19T10:00:00Z', 'overdue'],
  ['2026-11-20T10:00:00Z', 'overdue'],
  ['2026-11-20T10:00:01Z', 'soon'],
  ['2026-11-27T10:00:00Z', 'soon'],
  ['2026-11-27T10:00:01Z', 'later'],
])('a request that is due on %s is %s', (dueAt, state) => {
  expect(dueState(new Date(dueAt), NOW)).toBe(state)
})
