import { describe, expect, test } from 'vitest'
import { type CountedDay, countsOf, leftAlone } from '../../../app/consent/counts/model.ts'

const DAYS = ['2026-11-25', '2026-11-26', '2026-11-27'] as const
const onDay = (day: string, counts: Partial<CountedDay>): CountedDay => ({
  shown: 0,
  answered: 0,
  gaveUp: 0,
  ...counts,
  day,
})

describe('staff read how many left the banner alone', () => {
  test.each<[string, number, number, number]>([
    ['most answered', 100, 80, 20],
    ['nobody answered', 7, 0, 7],
    ['an answer after midnight belongs to a visit of the day before', 3, 5, 0],
  ])('%s', (_, shown, answered, alone) => {
    expect(leftAlone({ shown, answered })).toBe(alone)
  })
})

describe('staff compare what belongs together', () => {
  test('days without any visit are there, so that nobody takes a gap for a good day', () => {
    const counts = countsOf(DAYS, [onDay('2026-11-25', { shown: 4, answered: 1 }), onDay('2026-11-27', { shown: 6 })])
    expect(counts).toMatchObject({ isWhole: true, shown: 10, answered: 1 })
    expect(counts.days.map(({ day, shown }) => [day, shown])).toEqual([
      ['2026-11-25', 4],
      ['2026-11-26', 0],
      ['2026-11-27', 6],
    ])
  })

  test('answers from before visits were counted are not held against them, and the period says when it begins', () => {
    const counts = countsOf(DAYS, [
      onDay('2026-11-25', { answered: 900 }),
      onDay('2026-11-26', { shown: 10, answered: 4 }),
    ])
    expect(counts).toMatchObject({ isWhole: false, shown: 10, answered: 4 })
    expect(counts.days.map(({ day }) => day)).toEqual(['2026-11-26', '2026-11-27'])
  })

  test('what was given up counts from any day, and without any visit there is nothing else to say', () => {
    const counts = countsOf(DAYS, [onDay('2026-11-25', { gaveUp: 2 }), onDay('2026-11-27', { gaveUp: 1 })])
    expect(counts).toEqual({ days: [], isWhole: false, shown: 0, answered: 0, gaveUp: 3 })
  })
})
