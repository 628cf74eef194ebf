import { describe, expect, test } from 'vitest'
import type { Register } from '../../app/register/index.ts'
import { aBannerRegister, aCounter, anAskedPurpose, published } from './a-banner.ts'

/** What happens to who had answered, when the register changes from one to the other. */
function askedAgain(before: Register, after: Register): 'nobody' | 'who agreed' | 'everybody' {
  const [one, two] = published(before, after).map(({ purposes }) => purposes.find(({ key }) => key === 'statistics'))
  if (!one || !two) throw new Error('The purpose is not asked')
  if (one.since !== two.since) return 'everybody'
  return one.recipientsSince === two.recipientsSince ? 'nobody' : 'who agreed'
}

const withPurpose = (changed: Parameters<typeof anAskedPurpose>[0]) =>
  aBannerRegister({ purposes: [anAskedPurpose(changed)] })
const withRecipients = (...changed: Parameters<typeof aCounter>[0][]) =>
  aBannerRegister({
    purposes: [anAskedPurpose({ recipients: changed.map((one) => one?.id ?? 'counter') })],
    recipients: changed.map((one) => aCounter(one)),
  })

const US = { country: 'US', transfer: { mechanism: 'standard_clauses' } } as const

describe('a purpose that changes', () => {
  test.each([
    ['nothing', {}, 'nobody'],
    ['its words', { name: { en: 'Numbers' }, description: { en: 'Otherwise said.' } }, 'nobody'],
    ['a translation that was missing', { name: { en: 'Statistics', fr: 'Statistiques', de: 'Statistik' } }, 'nobody'],
    ['what it is about', { topic: 'marketing' }, 'everybody'],
    ['the signal of Shopify that it drives', { signal: 'marketing' }, 'everybody'],
    ['that it drives a signal no more', { signal: 'none' }, 'nobody'],
    ['profiling, which begins', { profiling: true }, 'everybody'],
    [
      'decisions by machine, which begin',
      { automatedDecision: { logic: { en: 'x' }, consequences: { en: 'y' } } },
      'everybody',
    ],
  ] as [string, Parameters<typeof anAskedPurpose>[0], string][])('in %s asks %s', (_, changed, who) => {
    expect(askedAgain(aBannerRegister(), withPurpose(changed))).toBe(who)
  })

  test('profiling that ends asks nobody', () => {
    expect(askedAgain(withPurpose({ profiling: true }), withPurpose({}))).toBe('nobody')
  })
})

describe('recipients that change', () => {
  const cases: [string, Register, Register, string][] = [
    ['one more', withRecipients({}), withRecipients({}, { id: 'second' }), 'who agreed'],
    ['one less', withRecipients({}, { id: 'second' }), withRecipients({}), 'nobody'],
    ['another in its place', withRecipients({}), withRecipients({ id: 'second' }), 'who agreed'],
    [
      'another company under the same entry',
      withRecipients({}),
      withRecipients({ name: { en: 'Trackers Inc' } }),
      'who agreed',
    ],
    [
      'its name written otherwise',
      withRecipients({ name: { en: 'Counter Ltd' } }),
      withRecipients({ name: { en: 'COUNTER LTD.' } }),
      'nobody',
    ],
    [
      'its name in another language',
      withRecipients({}),
      withRecipients({ name: { en: 'Counter Ltd', fr: 'Compteur' } }),
      'nobody',
    ],
    [
      'a processor that becomes a joint controller',
      withRecipients({}),
      withRecipients({ kind: 'joint_controller' }),
      'who agreed',
    ],
    [
      'a joint controller that becomes a processor',
      withRecipients({ kind: 'joint_controller' }),
      withRecipients({}),
      'nobody',
    ],
    ['one that begins to buy', withRecipients({}), withRecipients({ buys: true }), 'who agreed'],
    ['one whose data leaves the EEA', withRecipients({}), withRecipients(US), 'who agreed'],
    ['one whose data comes back to the EEA', withRecipients(US), withRecipients({}), 'nobody'],
    [
      'one from the EEA to a country with an adequacy decision',
      withRecipients({}),
      withRecipients({ country: 'CH', transfer: { mechanism: 'adequacy' } }),
      'nobody',
    ],
    [
      'the contract, the review, the notes',
      withRecipients({}),
      withRecipients({ agreement: { reference: 'DPA 99' }, nextReviewOn: '2028-01-01', note: { en: 'x' } }),
      'nobody',
    ],
    [
      'one more of another purpose only',
      aBannerRegister(),
      aBannerRegister({
        purposes: [anAskedPurpose(), anAskedPurpose({ id: 'ads', recipients: ['second'] })],
        recipients: [aCounter(), aCounter({ id: 'second' })],
      }),
      'nobody',
    ],
  ]
  test.each(cases)('%s', (_, before, after, who) => {
    expect(askedAgain(before, after)).toBe(who)
  })

  test('the company of a tracker counts among them', () => {
    const tracker = {
      id: 't',
      audience: ['consumer' as const],
      pattern: '_t',
      provider: 'X',
      purpose: 'statistics',
      recipient: 'second',
      party: 'first' as const,
      lifetime: { unit: 'session' as const },
    }
    const after = aBannerRegister({ recipients: [aCounter(), aCounter({ id: 'second' })], trackers: [tracker] })
    expect(askedAgain(aBannerRegister(), after)).toBe('who agreed')
  })
})

describe('over several publications', () => {
  const numbers = (registers: Register[], key = 'statistics') =>
    published(...registers).map(({ purposes }) => {
      const found = purposes.find((purpose) => purpose.key === key)
      return found ? [found.since, found.recipientsSince] : null
    })

  test('a new purpose dates from the register that brought it; the others are left alone', () => {
    const both = aBannerRegister({ purposes: [anAskedPurpose(), anAskedPurpose({ id: 'ads' })] })
    expect(numbers([aBannerRegister(), both, both], 'ads')).toEqual([null, [2, 2], [2, 2]])
    expect(numbers([aBannerRegister(), both, both])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
  })

  test('a purpose that was gone and comes back is asked of everybody', () => {
    const without = aBannerRegister({ purposes: [anAskedPurpose({ id: 'ads' })] })
    expect(numbers([aBannerRegister(), without, aBannerRegister()])).toEqual([[1, 1], null, [3, 3]])
  })

  test('a recipient that was gone and comes back is put to who agreed in between', () => {
    const two = withRecipients({}, { id: 'second' })
    const one = withRecipients({})
    expect(numbers([two, one, two])).toEqual([
      [1, 1],
      [1, 1],
      [1, 3],
    ])
  })

  test('nothing that was answered before the first register answers for what it asks, though the keys be the same', () => {
    const [config] = published(aBannerRegister({ purposes: [anAskedPurpose({ id: 'analytics' })] }))
    expect(config?.purposes[0]).toMatchObject({ key: 'analytics', since: 1 })
  })
})
