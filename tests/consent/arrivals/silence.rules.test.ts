import { describe, expect, test } from 'vitest'
import { hasStopped, isNoAccident, USUAL_DAYS } from '../../../app/consent/arrivals/silence.ts'
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

describe('staff hear when visits see the banner and no answer arrives', () => {
  const days = (count: number, shown: number, answered: number) =>
    Array.from({ length: count }, () => ({ shown, answered }))
  test.each<[string, number, ReturnType<typeof days>, boolean]>([
    ['nobody has seen it', 0, days(28, 100, 50), false],
    ['every other visit usually answers, 32 did not', 32, days(28, 100, 50), false],
    ['every other visit usually answers, 33 did not', 33, days(28, 100, 50), true],
    ['one in a hundred usually answers, 1,500 did not', 1_500, days(28, 360, 3), false],
    ['one in a hundred usually answers, 3,000 did not', 3_000, days(28, 360, 3), true],
    ['a new shop, 363 did not', 363, [], false],
    ['a new shop, 364 did not', 364, [], true],
    ['three visits that all answered prove little', 100, days(1, 3, 3), false],
    ['more answers than visits, as around midnight', 13, days(28, 1, 40), false],
    ['a shop that nobody answered for weeks already', 100, days(28, 50, 0), false],
  ])('%s', (_, visits, before, isAlarm) => {
    expect(isNoAccident({ visits, before })).toBe(isAlarm)
  })
})
