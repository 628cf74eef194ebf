import { describe, expect, test } from 'vitest'
import { hasStopped, USUAL_DAYS } from '../../../app/consent/arrivals/silence.ts'
import { daysAfter } from '../../../app/register/calendar.ts'

/** A Friday. */
const LAST = '2026-11-27'

/** Four weeks before it, each day with what `of` says for its weekday (0 is Friday) and week. */
const weeks = (of: (weekday: number, week: number) => number) =>
  Array.from({ length: USUAL_DAYS }, (_, index) => of(index % 7, Math.floor(index / 7)))

const after = (silentDays: number, before: number[]) =>
  hasStopped({ last: LAST, today: daysAfter(LAST, silentDays + 1), before })

describe('staff hear of silence that is no accident', () => {
  test.each<[string, number, number[], boolean]>([
    ['10 a day, one whole day without any', 1, weeks(() => 10), true],
    ['9 a day, one whole day without any', 1, weeks(() => 9), false],
    ['9 a day, two days', 2, weeks(() => 9), true],
    ['100 a day, the day is not over yet', 0, weeks(() => 100), false],
    ['one a day, nine days', 9, weeks(() => 1), false],
    ['one a day, ten days', 10, weeks(() => 1), true],
    ['one a week, a month', 28, weeks((weekday) => (weekday === 0 ? 1 : 0)), false],
    ['a shop closed at weekends, after its weekend', 2, weeks((day) => (day === 1 || day === 2 ? 0 : 50)), false],
    ['a shop closed at weekends, after its Monday', 3, weeks((day) => (day === 1 || day === 2 ? 0 : 50)), true],
    ['a sale that brought thousands once', 3, weeks((day, week) => (week === 3 && day < 5 ? 100 : 0)), false],
    ['a shop in its first week', 3, weeks((_, week) => (week === 3 ? 100 : 0)), false],
    ['a shop in its third week', 1, weeks((_, week) => (week >= 2 ? 30 : 0)), true],
    ['a shop that was always silent, for a year', 365, weeks(() => 0), false],
    ['a busy shop, for a year', 365, weeks(() => 100), true],
  ])('%s', (_, silentDays, before, isAlarm) => {
    expect(after(silentDays, before)).toBe(isAlarm)
  })
})
