import { describe, expect, test } from 'vitest'
import {
  type ClockFacts,
  dayIn,
  deadlineOf,
  extensionProblem,
  type Pause,
  regimeFor,
  type TimeExtension,
} from '../../app/requests/clock/model.ts'
import { workingDaysOf } from '../../app/requests/clock/working-days.ts'
import type { RegimeId, RequestKind } from '../../app/requests/words.ts'

/** Where the shop is: `FR`, or `US-CA`. */
type Place = string

interface Given {
  received: string
  regime?: RegimeId
  at?: Place
  kind?: RequestKind
  pauses?: readonly Pause[]
  extension?: TimeExtension | null
  today?: string
}

const pause = (reason: Pause['reason'], askedOn: string, answeredOn: string | null): Pause => ({
  reason,
  askedOn,
  answeredOn,
})
const until = (day: string, toldOn: string): TimeExtension => ({ until: day, toldOn, reason: 'Ten years of orders' })

/** Where the shops of the cases are. */
const WORKING_DAYS = new Map(
  await Promise.all(
    ['FR', 'DE', 'BE', 'NL', 'ZZ', 'GB-ENG', 'US-CA', 'CA-QC', 'BR', 'CH'].map(async (at) => {
      const [country = '', region = null] = at.split('-')
      return [at, await workingDaysOf(country, region)] as const
    }),
  ),
)

function workingDaysAt(at: Place) {
  const found = WORKING_DAYS.get(at)
  if (!found) throw new Error(`no case loads the holidays of ${at}`)
  return found
}

function deadline({ received, regime = 'gdpr', at = 'FR', today, ...rest }: Given) {
  const facts: ClockFacts = {
    regime,
    kind: 'access',
    receivedOn: received,
    pauses: [],
    extension: null,
    isFromShopify: false,
    ...rest,
  }
  return deadlineOf(facts, today ?? received, workingDaysAt(at))
}

describe('a person under the GDPR is answered within a month', () => {
  test.each<[string, string, Place, string]>([
    ['an ordinary month', '2026-06-10', 'FR', '2026-07-10'],
    ['31 August has no 31 September (EDPB 01/2022)', '2026-08-31', 'FR', '2026-09-30'],
    ['31 October', '2026-10-31', 'FR', '2026-11-30'],
    ['31 May', '2026-05-31', 'FR', '2026-06-30'],
    ['the 30th of a month', '2026-09-30', 'FR', '2026-10-30'],
    ['31 January ends on a Saturday in February', '2026-01-31', 'FR', '2026-03-02'],
    ['31 January ends on a Sunday in February', '2027-01-31', 'FR', '2027-03-01'],
    ['31 January of a leap year', '2028-01-31', 'FR', '2028-02-29'],
    ['30 January of a leap year', '2028-01-30', 'FR', '2028-02-29'],
    ['29 February', '2028-02-29', 'FR', '2028-03-29'],
    ['28 February ends on a Saturday', '2026-02-28', 'FR', '2026-03-30'],
    ['Easter: Sunday, and Monday is off', '2026-03-05', 'FR', '2026-04-07'],
    ['Good Friday is a working day in France', '2026-03-03', 'FR', '2026-04-03'],
    ['Good Friday is off in Germany, and Easter follows', '2026-03-03', 'DE', '2026-04-07'],
    ['Christmas before a weekend', '2026-11-25', 'FR', '2026-12-28'],
    ['New Year before a weekend', '2026-12-01', 'FR', '2027-01-04'],
    ['Labour Day', '2026-04-01', 'FR', '2026-05-04'],
    ['8 May is off in France', '2026-04-08', 'FR', '2026-05-11'],
    ['8 May is a working day in Germany', '2026-04-08', 'DE', '2026-05-08'],
    ['Ascension', '2026-04-14', 'FR', '2026-05-15'],
    ['Whit Monday', '2026-04-25', 'FR', '2026-05-26'],
    ['14 July in France', '2026-06-14', 'FR', '2026-07-15'],
    ['14 July in Germany', '2026-06-14', 'DE', '2026-07-14'],
    ['21 July in Belgium', '2026-06-21', 'BE', '2026-07-22'],
    ['21 July in France', '2026-06-21', 'FR', '2026-07-21'],
    ['11 November in France', '2026-10-11', 'FR', '2026-11-12'],
    ['11 November in the Netherlands', '2026-10-11', 'NL', '2026-11-11'],
    ['German unity falls on a Saturday', '2026-09-03', 'DE', '2026-10-05'],
    ['over the end of the year', '2026-12-15', 'FR', '2027-01-15'],
    ['a country whose holidays nobody knows has weekends', '2026-06-11', 'ZZ', '2026-07-13'],
  ])('%s: %s in %s', (_why, received, at, due) => {
    expect(deadline({ received, at }).dueOn).toBe(due)
  })

  test.each<[string, Given, string]>([
    [
      'a proof of identity',
      { received: '2026-06-10', pauses: [pause('identity', '2026-06-11', '2026-06-30')] },
      '2026-07-10',
    ],
    [
      'a question',
      { received: '2026-06-10', pauses: [pause('clarification', '2026-06-11', null)], today: '2026-06-30' },
      '2026-07-10',
    ],
  ])('whatever the shop waits for: %s', (_why, given, due) => {
    expect(deadline(given)).toMatchObject({ dueOn: due, stoppedSince: null })
  })

  test.each<[string, Given, { dueOn: string; latest: string; tellBy: string }]>([
    [
      'three months in all',
      { received: '2026-06-10' },
      { dueOn: '2026-07-10', latest: '2026-09-10', tellBy: '2026-07-10' },
    ],
    [
      'told, it counts',
      { received: '2026-06-10', extension: until('2026-09-10', '2026-07-01') },
      { dueOn: '2026-09-10', latest: '2026-09-10', tellBy: '2026-07-10' },
    ],
    [
      'as long as was told',
      { received: '2026-06-10', extension: until('2026-08-03', '2026-07-01') },
      { dueOn: '2026-08-03', latest: '2026-09-10', tellBy: '2026-07-10' },
    ],
    [
      'never longer than the law',
      { received: '2026-06-10', extension: until('2027-01-01', '2026-07-01') },
      { dueOn: '2026-09-10', latest: '2026-09-10', tellBy: '2026-07-10' },
    ],
    [
      'counted from the receipt, not from the first end',
      { received: '2026-11-30' },
      { dueOn: '2026-12-30', latest: '2027-03-01', tellBy: '2026-12-30' },
    ],
    [
      'into a leap day',
      { received: '2027-11-30' },
      { dueOn: '2027-12-30', latest: '2028-02-29', tellBy: '2027-12-30' },
    ],
  ])('an extension: %s', (_why, given, { dueOn, latest, tellBy }) => {
    expect(deadline(given)).toMatchObject({ dueOn, extension: { latest, tellBy } })
  })
})

describe('a person in the United Kingdom', () => {
  test.each<[string, string, string]>([
    ['a month that ends on a Saturday', '2026-09-03', '2026-10-05'],
    ['Good Friday to Easter Monday', '2026-03-03', '2026-04-07'],
    ['the early May bank holiday', '2026-04-04', '2026-05-05'],
    ['the spring bank holiday', '2026-04-25', '2026-05-26'],
    ['the summer bank holiday', '2026-07-31', '2026-09-01'],
    ['Christmas, and Boxing Day on the Monday', '2026-11-25', '2026-12-29'],
    ['both on the days after a weekend', '2027-11-26', '2027-12-29'],
  ])('%s', (_why, received, due) => {
    expect(deadline({ received, regime: 'uk', at: 'GB-ENG' }).dueOn).toBe(due)
  })

  test.each<[string, Partial<Given>, string, string | null]>([
    ['a question stops the time', { pauses: [pause('clarification', '2026-06-15', '2026-06-25')] }, '2026-07-20', null],
    [
      'two questions at once stop it once',
      {
        pauses: [
          pause('clarification', '2026-06-15', '2026-06-25'),
          pause('clarification', '2026-06-20', '2026-06-30'),
        ],
      },
      '2026-07-27',
      null,
    ],
    [
      'it moves on while nobody answers',
      { pauses: [pause('clarification', '2026-06-15', null)], today: '2026-06-20' },
      '2026-07-15',
      '2026-06-15',
    ],
    [
      'it starts when the person is known',
      { pauses: [pause('identity', '2026-06-11', '2026-06-20')] },
      '2026-07-20',
      null,
    ],
    [
      'a question before that stops nothing',
      { pauses: [pause('clarification', '2026-06-12', '2026-06-18'), pause('identity', '2026-06-11', '2026-06-20')] },
      '2026-07-20',
      null,
    ],
    [
      'a question that lasts longer stops the rest',
      { pauses: [pause('identity', '2026-06-11', '2026-06-20'), pause('clarification', '2026-06-12', '2026-06-22')] },
      '2026-07-22',
      null,
    ],
    [
      'it has not started',
      { pauses: [pause('identity', '2026-06-11', null)], today: '2026-06-20' },
      '2026-07-20',
      '2026-06-11',
    ],
    [
      'an extension waits too',
      { pauses: [pause('clarification', '2026-06-15', '2026-06-25')], extension: until('2026-09-21', '2026-07-01') },
      '2026-09-21',
      null,
    ],
  ])('%s', (_why, given, due, stoppedSince) => {
    const { dueOn, stoppedSince: stopped } = deadline({ received: '2026-06-10', regime: 'uk', at: 'GB-ENG', ...given })
    expect([dueOn, stopped]).toEqual([due, stoppedSince])
  })
})

describe('other laws', () => {
  test.each<[string, Given, string]>([
    ['California: 45 days, weekends too', { received: '2026-06-10', regime: 'california', at: 'US-CA' }, '2026-07-25'],
    ['California: over a February', { received: '2026-01-20', regime: 'california', at: 'US-CA' }, '2026-03-06'],
    ['California: over a leap day', { received: '2028-01-20', regime: 'california', at: 'US-CA' }, '2028-03-05'],
    [
      'California: identity stops nothing',
      {
        received: '2026-06-10',
        regime: 'california',
        at: 'US-CA',
        pauses: [pause('identity', '2026-06-11', null)],
        today: '2026-07-20',
      },
      '2026-07-25',
    ],
    [
      'California: an opt-out in 15 business days',
      { received: '2026-06-10', regime: 'california', at: 'US-CA', kind: 'opt_out_of_sale' },
      '2026-07-02',
    ],
    [
      'California: told within 45 days, 90 in all',
      { received: '2026-06-10', regime: 'california', at: 'US-CA', extension: until('2026-09-08', '2026-07-20') },
      '2026-09-08',
    ],
    ['Quebec: 30 days', { received: '2026-06-10', regime: 'quebec', at: 'CA-QC' }, '2026-07-10'],
    ['Quebec: over a February', { received: '2026-01-31', regime: 'quebec', at: 'CA-QC' }, '2026-03-02'],
    ['Brazil: 15 days', { received: '2026-06-10', regime: 'lgpd', at: 'BR' }, '2026-06-25'],
    ['Brazil: a Saturday stays one', { received: '2026-02-20', regime: 'lgpd', at: 'BR' }, '2026-03-07'],
    ['Switzerland: 30 days', { received: '2026-12-15', regime: 'switzerland', at: 'CH' }, '2027-01-14'],
    ['an opt-out where the law has no time for it', { received: '2026-06-10', kind: 'opt_out_of_sale' }, '2026-07-10'],
  ])('%s', (_why, given, due) => {
    expect(deadline(given).dueOn).toBe(due)
  })

  test('California: the receipt is confirmed on the tenth business day, and Juneteenth is none', () => {
    const given: Given = { received: '2026-06-10', regime: 'california', at: 'US-CA' }
    expect(deadline(given)).toMatchObject({ confirmBy: '2026-06-25', extension: { latest: '2026-09-08' } })
    expect(deadline({ received: '2026-06-10' }).confirmBy).toBeNull()
  })

  test('where the law knows no extension, none is offered', () => {
    expect(deadline({ received: '2026-06-10', regime: 'quebec', at: 'CA-QC' }).extension).toBeNull()
    expect(deadline({ received: '2026-06-10', regime: 'lgpd', at: 'BR' }).extension).toBeNull()
  })

  test('Shopify’s 30 days run beside the law’s month', () => {
    const facts: ClockFacts = {
      regime: 'gdpr',
      kind: 'access',
      receivedOn: '2026-01-01',
      pauses: [],
      extension: null,
      isFromShopify: true,
    }
    expect(deadlineOf(facts, '2026-01-01', workingDaysAt('FR'))).toMatchObject({
      shopifyDueOn: '2026-01-31',
      dueOn: '2026-02-02',
    })
  })
})

test.each<[string, string | null, string | null, RegimeId]>([
  ['France', 'FR', null, 'gdpr'],
  ['Iceland', 'IS', null, 'gdpr'],
  ['the United Kingdom', 'GB', 'ENG', 'uk'],
  ['Switzerland', 'CH', null, 'switzerland'],
  ['Brazil', 'BR', 'SP', 'lgpd'],
  ['California', 'US', 'CA', 'california'],
  ['New York', 'US', 'NY', 'gdpr'],
  ['Quebec', 'CA', 'QC', 'quebec'],
  ['Ontario', 'CA', 'ON', 'gdpr'],
  ['nobody knows where', null, null, 'gdpr'],
])('the law for a person in %s', (_where, country, region, regime) => {
  expect(regimeFor(country, region)).toBe(regime)
})

test.each<[string, Given, TimeExtension, ReturnType<typeof extensionProblem>]>([
  ['told on the last day', { received: '2026-06-10' }, until('2026-09-10', '2026-07-10'), null],
  ['told a day later', { received: '2026-06-10' }, until('2026-09-10', '2026-07-11'), 'too_late'],
  ['a day too long', { received: '2026-06-10' }, until('2026-09-11', '2026-07-01'), 'too_long'],
  ['not longer than the time there is', { received: '2026-06-10' }, until('2026-07-10', '2026-07-01'), 'not_longer'],
  [
    'without a reason',
    { received: '2026-06-10' },
    { ...until('2026-09-10', '2026-07-01'), reason: ' ' },
    'reason_missing',
  ],
  [
    'where the law has none',
    { received: '2026-06-10', regime: 'quebec' },
    until('2026-09-10', '2026-06-12'),
    'no_extension',
  ],
])('nobody is told of an extension that the law does not give: %s', (_why, given, wanted, problem) => {
  expect(extensionProblem(deadline(given), wanted)).toBe(problem)
})

test.each([
  ['an evening in Paris is the next day there', 'Europe/Paris', '2026-03-15T23:30:00Z', '2026-03-16'],
  ['and the day before in California', 'America/Los_Angeles', '2026-03-16T02:00:00Z', '2026-03-15'],
  ['the night in which the clocks change', 'Europe/Paris', '2026-03-29T00:30:00Z', '2026-03-29'],
  ['New Zealand is ahead', 'Pacific/Auckland', '2026-11-27T18:00:00Z', '2026-11-28'],
])('a request is received on the day that the shop’s wall shows: %s', (_why, zone, moment, day) => {
  expect(dayIn(zone, new Date(moment))).toBe(day)
})
