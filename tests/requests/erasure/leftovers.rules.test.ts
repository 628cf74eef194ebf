import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LEFTOVERS } from '../../../app/requests/erasure/leftovers/index.ts'
import { phrase, sameAddress } from '../../../app/requests/erasure/leftovers/same-address.ts'
import { CANNOT, LEFT_REASONS, LEFTOVER_LIMITS } from '../../../app/requests/erasure/leftovers/words.ts'
import en from '../../../app/ui/messages/leftovers.en.json' with { type: 'json' }
import fr from '../../../app/ui/messages/leftovers.fr.json' with { type: 'json' }

const configuration = readFileSync('shopify.app.toml', 'utf8')

test('staff read in their language why something is left, and what the API cannot do', () => {
  for (const { reason, cannot, limit } of [en, fr]) {
    expect(Object.keys(reason)).toEqual([...LEFT_REASONS])
    expect(Object.keys(cannot)).toEqual([...CANNOT])
    expect(Object.keys(limit)).toEqual([...LEFTOVER_LIMITS])
  }
})

test('the shop can allow whatever the table needs', () => {
  const scopes = LEFTOVERS.flatMap((line) => line.scopes)
  expect(scopes.filter((scope) => !configuration.includes(scope))).toEqual([])
})

test('what no API does has no mutation, and the other way round', () => {
  for (const { mutation, cannot } of LEFTOVERS) expect(mutation === '').toBe(cannot !== null)
})

test('each group stands once; contracts come before the cards that pay for them', () => {
  const groups = LEFTOVERS.map(({ group }) => group)
  expect(new Set(groups).size).toBe(groups.length)
  expect(groups.indexOf('subscriptions')).toBeLessThan(groups.indexOf('payment_methods'))
})

test.each([
  ['Anne@Example.com ', 'anne@example.com', true],
  ['anne@example.com', 'jeanne@example.com', false],
  ['', 'anne@example.com', false],
  [null, 'anne@example.com', false],
])('%s and %s are one address: %s', (one, other, same) => {
  expect(sameAddress(one, other)).toBe(same)
})

test('an address cannot widen a search beyond itself', () => {
  expect(phrase('a" OR id:>0 OR "@example.com')).toBe('"a OR id:>0 OR @example.com"')
})
