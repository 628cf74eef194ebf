import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import { canonicalLine, type LedgerEvent } from '../../app/consent/ledger/event.ts'
import { leafHashOfLine } from '../../app/consent/ledger/leaf.ts'
import { decidedAt } from '../../app/consent/ledger/model.ts'
import { toEvent } from '../../app/consent/ledger/rows.ts'
import { DECISION_SOURCES } from '../../app/consent/ledger/words.ts'
import { canonicalJson } from '../../app/platform/canonical-json.ts'

const DAY_MS = 24 * 3600_000
const moment = fc.date({ min: new Date('2024-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

describe('when a choice was made', () => {
  const recordedAt = new Date('2026-11-23T12:00:00.000Z')
  const idOf = (at: number) => uuidv7({ msecs: at })
  test.each<[string, string, Date]>([
    ['a moment ago: the page’s clock', idOf(+recordedAt - 800), new Date(+recordedAt - 800)],
    [
      'three days ago, sent when the phone was back',
      idOf(+recordedAt - 3 * DAY_MS),
      new Date(+recordedAt - 3 * DAY_MS),
    ],
    ['a page whose clock is years behind: Kept’s clock', idOf(+new Date('2001-01-01')), recordedAt],
    ['a page whose clock is ahead cannot win for ever: Kept’s clock', idOf(+recordedAt + DAY_MS), recordedAt],
    ['an id that holds no time: Kept’s clock', '9b2f1c1e-6a57-4c39-9b7e-0d9a4f4a1c11', recordedAt],
  ])('%s', (_what, id, expected) => {
    expect(decidedAt(id, recordedAt)).toEqual(expected)
  })

  test('is never after it was recorded, and never more than a week before', () => {
    fc.assert(
      fc.property(fc.uuid(), moment, (id, at) => {
        const late = +at - +decidedAt(id, at)
        expect(late >= 0 && late <= 7 * DAY_MS).toBe(true)
      }),
    )
  })
})

const event: fc.Arbitrary<LedgerEvent> = fc.record({
  shop: fc.constant('a.myshopify.com'),
  position: fc.nat(),
  id: fc.uuid(),
  subject: fc.uuid(),
  recordedAt: moment.map((at) => at.toISOString()),
  source: fc.constantFrom(...DECISION_SOURCES),
  choices: fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_-]{0,9}$/), fc.boolean(), { minKeys: 1, maxKeys: 10 }),
  registerVersion: fc.option(fc.nat()),
  banner: fc.option(
    fc.record({ hash: fc.stringMatching(/^[a-f0-9]{8,64}$/), language: fc.constantFrom('fr', 'zh-Hant') }),
  ),
  region: fc.constantFrom('', 'FRIDF', 'USCA'),
  gpc: fc.boolean(),
  shopifyConsentId: fc.option(fc.string({ maxLength: 100 })),
  previous: fc.option(fc.uuid()),
})

describe('what is sealed of an event', () => {
  test('is its canonical JSON (RFC 8785), so that anybody else can write the same bytes', () => {
    fc.assert(
      fc.property(event, (one) => {
        expect(canonicalLine(one)).toBe(canonicalJson(one))
      }),
    )
  })

  test('does not depend on the order in which the database gives back its choices', () => {
    fc.assert(
      fc.property(event, (one) => {
        const turned = { ...one, choices: Object.fromEntries(Object.entries(one.choices).toReversed()) }
        expect(canonicalLine(turned)).toBe(canonicalLine(one))
      }),
    )
  })

  test('changes with every field: none can be altered unseen', () => {
    fc.assert(
      fc.property(event, event, (one, other) => {
        for (const field of Object.keys(one) as (keyof LedgerEvent)[]) {
          if (JSON.stringify(one[field]) === JSON.stringify(other[field]) || field === 'choices') continue
          expect(leafHashOfLine(canonicalLine({ ...one, [field]: other[field] }))).not.toEqual(
            leafHashOfLine(canonicalLine(one)),
          )
        }
      }),
    )
  })

  test('is a leaf as RFC 9162 has it: of no data, its test value', () => {
    expect(leafHashOfLine('').toString('hex')).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
  })
})

test('a row that Kept did not write is not passed on as an event', () => {
  expect(() => toEvent({ shop: 'a.myshopify.com', position: '1', source: 'somebody' })).toThrow()
})
