import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysAfter } from '../../app/register/calendar.ts'
import { nextStageOn, stageAt, timeUsedOf } from '../../app/requests/reminders/model.ts'

const PERCENTS = [50, 80] as const
const START = '2026-06-10'

const at = (day: number, length: number, paused = 0) =>
  timeUsedOf({
    countedFrom: START,
    dueOn: daysAfter(START, length + paused),
    dueWithoutPauses: daysAfter(START, length),
    today: daysAfter(START, day),
  })

test.each([
  [0, 30, 0, null],
  [14, 30, 0, null],
  [15, 30, 0, 'first'],
  [23, 30, 0, 'first'],
  [24, 30, 0, 'second'],
  [30, 30, 0, 'second'],
  [31, 30, 0, 'overdue'],
  [400, 30, 0, 'overdue'],
  [7, 15, 0, null],
  [8, 15, 0, 'first'],
  [12, 15, 0, 'second'],
  // The time stood still for ten days: the same day comes ten days later.
  [15, 30, 10, null],
  [24, 30, 10, null],
  [25, 30, 10, 'first'],
  [34, 30, 10, 'second'],
  [41, 30, 10, 'overdue'],
  // A letter that was filed on its last day, and an opt-out that is due the same day.
  [30, 30, 0, 'second'],
  [0, 0, 0, 'second'],
])('on day %i of %i, paused for %i, staff have been told: %s', (day, length, paused, stage) => {
  expect(stageAt(at(day, length, paused), PERCENTS)).toBe(stage)
})

test('the next look is the day on which something is to be told, never later, and there is none after the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 0, max: 150 }), (length, day) => {
      const next = nextStageOn(at(day, length), PERCENTS, daysAfter(START, day))
      const stage = (on: number) => stageAt(at(on, length), PERCENTS)
      const later = Array.from({ length: 200 }, (_, i) => day + 1 + i)
      const expected = later.find((on) => stage(on) !== stage(day))
      expect(next).toBe(expected === undefined ? null : daysAfter(START, expected))
    }),
  )
})
