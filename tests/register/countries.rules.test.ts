import { describe, expect, test } from 'vitest'
import {
  ADEQUACY_DECISIONS,
  adequacyOf,
  COUNTRIES_AS_OF,
  countryCode,
  EEA_COUNTRIES,
  EU_COUNTRIES,
  isInEea,
} from '../../app/register/index.ts'
import { TODAY } from './a-register.ts'

describe('countries are facts with a date and a source', () => {
  test('27 states of the EU, 30 of the EEA', () => {
    expect(EU_COUNTRIES.size).toBe(27)
    expect(EEA_COUNTRIES.size).toBe(30)
    expect([...EEA_COUNTRIES].filter((country) => !EU_COUNTRIES.has(country)).sort()).toEqual(['IS', 'LI', 'NO'])
  })

  test('the parts of the EU that have a code of their own are in it; Switzerland and the United Kingdom are not', () => {
    expect(['RE', 'GP', 'MQ', 'GF', 'YT', 'MF', 'AX'].every(isInEea)).toBe(true)
    expect(['CH', 'GB', 'US', 'MC', 'NC', 'PF'].some(isInEea)).toBe(false)
  })

  test('every decision has its number, its date, its place in the Official Journal, and one country', () => {
    for (const decision of ADEQUACY_DECISIONS) {
      expect(decision.date).toMatch(/^20[0-2]\d-\d\d-\d\d$/)
      expect(decision.source).toMatch(/^OJ L/)
      expect(decision.decision).toMatch(/\d{4}\/\d+/)
      expect(countryCode.safeParse(decision.country).success).toBe(true)
      expect(isInEea(decision.country)).toBe(false)
      expect(decision.date <= COUNTRIES_AS_OF).toBe(true)
    }
    expect(new Set(ADEQUACY_DECISIONS.map(({ country }) => country)).size).toBe(ADEQUACY_DECISIONS.length)
    expect(ADEQUACY_DECISIONS.map(({ country }) => country).join(' ')).toBe(
      'AD AR BR CA CH FO GB GG IL IM JE JP KR NZ US UY',
    )
  })

  test.each([
    ['CH', TODAY, 'all'],
    ['US', TODAY, 'participants'],
    ['CA', TODAY, 'commercial'],
    ['BR', '2026-01-25', undefined],
    ['BR', '2026-01-26', 'all'],
    ['GB', '2031-12-27', 'all'],
    ['GB', '2031-12-28', undefined],
    ['IN', TODAY, undefined],
  ])('%s on %s: %s', (country, day, scope) => {
    expect(adequacyOf(country, day)?.scope).toBe(scope)
  })
})
