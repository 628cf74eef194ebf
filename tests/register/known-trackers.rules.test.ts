import { describe, expect, test } from 'vitest'
import rows from '../../app/register/data/known-trackers.json' with { type: 'json' }
import { knownTracker, knownTrackers, lifetimeDays, patternCovers } from '../../app/register/index.ts'
import { lifetimeFrom } from '../../scripts/tracker-lifetime.ts'

describe('looking a tracker up', () => {
  const cases: [string, string, string, string][] = [
    ['_ga', 'an exact name', '_ga', 'analytics'],
    ['_GA', 'in any case', '_ga', 'analytics'],
    ['_ga_ABC123', 'a name under a pattern', '_ga_*', 'analytics'],
    ['_ga_*', 'the pattern itself', '_ga_*', 'analytics'],
    ['_fbp', 'of a social network', '_fbp', 'marketing'],
    ['cart', 'as Shopify writes it', 'Cart', 'functional'],
    [' _shopify_y ', 'with space around it', '_shopify_y', 'analytics'],
    ['_gac_gb_1', 'the longer of two patterns', '_gac_gb_*', 'marketing'],
    ['identity-state', 'an exact name before the pattern it also fits', 'identity-state', 'functional'],
  ]
  test.each(cases)('%s: %s', (name, _why, pattern, category) => {
    expect(knownTracker(name)).toMatchObject({ pattern, category })
  })

  test.each(['', 'kept-nobody-knows-this', '*', '__proto__', 'constructor'])('nothing is made up for %j', (name) => {
    expect(knownTrackers(name)).toEqual([])
  })

  test('every row of the database is found by its own name', () => {
    for (const { pattern } of rows) expect(knownTrackers(pattern).map((known) => known.pattern)).toContain(pattern)
    expect(rows.length).toBe(2_264)
  })
})

describe('whether a name seen on a page is one that is declared', () => {
  test.each([
    ['_ga', '_GA', true],
    ['_ga', '_ga_1', false],
    ['_ga_*', '_ga_1', true],
    ['wp-*-user', 'wp-123-user', true],
    ['ab*ba', 'aba', false],
    ['*', 'anything', true],
  ])('%s covers %s: %s', (pattern, name, covers) => {
    expect(patternCovers(pattern, name)).toBe(covers)
  })
})

describe('lifetimes', () => {
  test.each([
    ['2 years', { unit: 'years', value: 2 }],
    ['Session', { unit: 'session' }],
    ['30 mins', { unit: 'minutes', value: 30 }],
    ['120 seconds', { unit: 'minutes', value: 2 }],
    ['0 days', { unit: 'session' }],
    ['forever', { unit: 'persistent' }],
    ['varies', null],
    ['2 years after last activity', null],
  ] as const)('%s', (said, expected) => {
    expect(lifetimeFrom(said)).toEqual(expected)
  })

  test('are compared in days', () => {
    expect(lifetimeDays({ unit: 'session' })).toBe(0)
    expect(lifetimeDays({ unit: 'weeks', value: 2 })).toBe(14)
    expect(lifetimeDays({ unit: 'months', value: 13 })).toBeLessThan(397)
  })
})
