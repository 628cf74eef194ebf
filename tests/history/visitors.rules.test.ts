import { describe, expect, test } from 'vitest'
import { decision } from '../../app/consent/model.ts'
import { visitsIn } from '../../scripts/history/visitors.ts'

const season = {
  from: new Date('2025-05-28T09:00:00Z'),
  until: new Date('2026-11-27T12:00:00Z'),
  choices: 8_000,
  askedAgain: [new Date('2025-11-14T09:00:00Z')],
}
const visits = visitsIn(season)

const perDay = (from: string, until: string) => {
  const [first, last] = [new Date(from), new Date(until)]
  return visits.filter(({ at }) => at >= first && at < last).length / ((+last - +first) / 86_400_000)
}
const returning = (from: string, until: string) => {
  const before = new Set(visits.filter(({ at }) => at < new Date(from)).map(({ visitor }) => visitor))
  const during = visits.filter(({ at }) => at >= new Date(from) && at < new Date(until))
  return during.filter(({ visitor }) => before.has(visitor)).length / during.length
}

describe('the visitors of the demo’s storefront', () => {
  test('are the same on every machine', () => {
    expect(visitsIn(season)).toEqual(visits)
  })

  test('come about as often as they are asked for, in order, within the time', () => {
    expect(visits.length).toBeGreaterThan(7_500)
    expect(visits.length).toBeLessThan(8_500)
    expect(visits.every(({ at }, n) => at >= (visits[n - 1]?.at ?? season.from) && at < season.until)).toBe(true)
  })

  test('come more before Christmas than in August, and come back when they are asked again', () => {
    expect(perDay('2025-12-01', '2025-12-24')).toBeGreaterThan(1.7 * perDay('2026-08-01', '2026-08-31'))
    expect(returning('2025-11-15', '2025-12-01')).toBeGreaterThan(2 * returning('2026-07-01', '2026-09-01'))
  })

  test('differ: in how they choose, where they are, and in which language', () => {
    for (const pick of ['surface', 'locale', 'region', 'agreesTo'] as const) {
      expect(new Set(visits.map((visit) => visit[pick])).size).toBeGreaterThanOrEqual(3)
    }
    const [agreed, refused] = [1, 0].map(
      (to) => visits.filter(({ agreesTo }) => agreesTo === to).length / visits.length,
    )
    for (const share of [agreed, refused]) expect(share).toBeGreaterThan(0.3)
  })

  test('make choices that the door takes', () => {
    for (const { visitor, surface, locale, region } of visits.slice(0, 500)) {
      const made = { id: visitor, visitor, surface, language: locale, region, choices: { a: true }, gpc: false }
      expect(decision.parse({ ...made, banner: '0123456789abcdef' })).toMatchObject({ region, surface })
    }
  })
})
