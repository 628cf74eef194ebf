import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'
import {
  type MarketingContext,
  type MarketingFact,
  purposesOf,
  reasonNotToWrite,
  reconcileMarketingConsent,
  refusalOf,
} from '../../../app/consent/marketing/model.ts'
import { aPurpose, aRegister } from '../../register/a-register.ts'

const NOW = new Date('2026-11-24T12:00:00.500Z')
const DAY = 24 * 3600_000
/** Seconds before now. */
const ago = (seconds: number) => new Date(+NOW - seconds * 1000)
const shopifyTime = (seconds: number) => new Date(Math.floor(+ago(seconds) / 1000) * 1000)

const register = aRegister({
  purposes: [
    aPurpose(),
    aPurpose({ id: 'order-mails', channel: 'email' }),
    aPurpose({ id: 'offers', topic: 'email_marketing', legalBasis: 'consent', channel: 'email' }),
    aPurpose({ id: 'basket', topic: 'marketing', legalBasis: 'consent', channel: 'email', askedAt: ['banner'] }),
    aPurpose({ id: 'partners', topic: 'joint_use', legalBasis: 'consent', channel: 'email' }),
    aPurpose({ id: 'clusters', topic: 'email_marketing', legalBasis: 'consent', channel: 'email', profiling: true }),
    aPurpose({ id: 'b2b', topic: 'email_marketing', legalBasis: 'legitimate_interests', channel: 'email' }),
    aPurpose({ id: 'ads', topic: 'marketing', legalBasis: 'consent', channel: 'ads' }),
    aPurpose({ id: 'texts', topic: 'marketing', legalBasis: 'consent', channel: 'sms' }),
  ],
})

const aFact = (changed: Partial<MarketingFact> = {}): MarketingFact => ({
  channel: 'email',
  state: 'subscribed',
  saidAt: shopifyTime(60),
  toldAt: NOW,
  triggeredAt: NOW,
  source: 'newsletter',
  ...changed,
})

/** What the person chose so many seconds ago. */
const chose = (purpose: string, granted: boolean, seconds: number, recordedAt = ago(seconds)) => ({
  purpose,
  granted,
  eventId: uuidv7({ msecs: +ago(seconds) }),
  decidedAt: recordedAt,
  refusedWithAll: false,
})

const weighed = (fact: Partial<MarketingFact>, known: Partial<MarketingContext> = {}) =>
  reconcileMarketingConsent(aFact(fact), { register, current: [], written: [], lastUpdate: null, now: NOW, ...known })

describe('which purposes Shopify’s one switch is about', () => {
  test.each([
    [
      'a consent: the shop’s own e-mails that rest on it, no profile and no partner',
      'email',
      true,
      ['offers', 'basket'],
    ],
    [
      'a refusal: all e-mails but those the contract needs',
      'email',
      false,
      ['offers', 'basket', 'partners', 'clusters', 'b2b'],
    ],
    ['SMS, on its own', 'sms', true, ['texts']],
  ] as const)('%s', (_what, channel, granted, purposes) => {
    expect(purposesOf(register, channel, granted)).toEqual(purposes)
  })
})

describe('what Shopify tells is recorded when it is somebody’s newest choice', () => {
  const agreed = { result: 'recorded', choices: { offers: true, basket: true } }
  const refused = { offers: false, basket: false, partners: false, clusters: false, b2b: false }
  test.each<[string, Partial<MarketingFact>, Partial<MarketingContext>, object]>([
    ['a first consent', {}, {}, { ...agreed, at: shopifyTime(60) }],
    ['a first refusal', { state: 'unsubscribed' }, {}, { result: 'recorded', choices: refused }],
    ['a consent after a refusal', {}, { current: [chose('offers', false, 90)] }, agreed],
    [
      'only what changes',
      {},
      { current: [chose('offers', true, 90)] },
      { result: 'recorded', choices: { basket: true } },
    ],
    [
      'a consent that Kept holds',
      {},
      { current: [chose('offers', true, 90), chose('basket', true, 9)] },
      { result: 'known' },
    ],
    [
      'a refusal made in Kept that comes back, without its milliseconds',
      { state: 'unsubscribed' },
      { current: [chose('offers', true, 60), chose('basket', false, 60)] },
      { result: 'known' },
    ],
    [
      'a refusal that Kept wrote, told with Shopify’s own time',
      { state: 'unsubscribed', saidAt: shopifyTime(5) },
      { current: [{ ...chose('offers', false, 60), eventId: 'e' }], written: ['e'] },
      { result: 'known' },
    ],
    [
      'a refusal that the person repeats at Shopify reaches the other purposes',
      { state: 'unsubscribed', saidAt: shopifyTime(5) },
      { current: [chose('offers', false, 60)] },
      { result: 'recorded', choices: { basket: false, partners: false, clusters: false, b2b: false } },
    ],
    [
      'a consent that comes after its withdrawal, in its own place',
      {},
      { current: [chose('offers', false, 30), chose('basket', false, 30)] },
      { result: 'late', choices: { offers: true, basket: true }, at: shopifyTime(60) },
    ],
    [
      'not one that is older than the ledger takes an id’s word for',
      { saidAt: shopifyTime((8 * DAY) / 1000) },
      { current: [chose('offers', false, 30), chose('basket', false, 30)] },
      { result: 'older' },
    ],
    [
      'not a refusal that comes after a newer consent',
      { state: 'unsubscribed' },
      { current: ['offers', 'basket', 'partners', 'clusters', 'b2b'].map((key) => chose(key, true, 30)) },
      { result: 'older' },
    ],
    [
      'not a consent that Shopify has told the end of, though that left no event',
      { saidAt: shopifyTime((8 * DAY) / 1000) },
      {
        current: [chose('offers', false, (9 * DAY) / 1000)],
        lastUpdate: { state: 'unsubscribed', saidAt: shopifyTime(30) },
      },
      { result: 'older' },
    ],
    [
      'of a consent and a refusal in one second, the refusal',
      { state: 'unsubscribed' },
      { lastUpdate: { state: 'subscribed', saidAt: shopifyTime(60) } },
      { result: 'recorded', choices: refused },
    ],
    [
      'an end without a refusal, where Kept holds a consent',
      { state: 'not_subscribed' },
      { current: [chose('offers', true, 90)] },
      { result: 'recorded', choices: { offers: false } },
    ],
    [
      'no end without a time',
      { state: 'not_subscribed', saidAt: null },
      { current: [chose('offers', true, 90)] },
      { result: 'says_nothing' },
    ],
    ['no end of what never was', { state: 'not_subscribed' }, {}, { result: 'says_nothing' }],
    ['nothing that waits for a confirmation', { state: 'pending' }, {}, { result: 'says_nothing' }],
    ['nothing of an erased person', { state: 'redacted' }, {}, { result: 'says_nothing' }],
    ['nothing of a broken address', { state: 'invalid' }, {}, { result: 'says_nothing' }],
    ['nothing of a word that Shopify does not have', { state: 'constructor' }, {}, { result: 'says_nothing' }],
    ['a time of its own where Shopify holds none', { saidAt: null }, {}, { ...agreed, at: NOW }],
    ['nothing that no purpose declares', {}, { register: aRegister() }, { result: 'undeclared' }],
    ['nothing before a register is published', { state: 'unsubscribed' }, { register: null }, { result: 'undeclared' }],
  ])('%s', (_what, fact, known, expected) => {
    expect(weighed(fact, known)).toMatchObject(expected)
  })

  test('after a choice whose time the ledger did not believe, late enough to take its place', () => {
    const backdated = chose('offers', true, (10 * DAY) / 1000, ago(60))
    const later = weighed({ state: 'unsubscribed', saidAt: shopifyTime((6 * DAY) / 1000) }, { current: [backdated] })
    expect(later).toMatchObject({ result: 'recorded', at: new Date(+backdated.decidedAt + 1) })
  })
})

describe('what is written back', () => {
  test('is the newest refusal of the channel', () => {
    const current = [
      chose('offers', false, 90),
      chose('partners', false, 30),
      chose('basket', true, 5),
      chose('texts', false, 1),
    ]
    expect(refusalOf(register, 'email', current)).toBe(current[1])
    expect(refusalOf(register, 'email', [chose('basket', true, 5), chose('ads', false, 5)])).toBe(null)
    expect(refusalOf(register, 'email', [{ ...chose('basket', false, 5), refusedWithAll: true }])).toBe(null)
  })

  test.each([
    ['a subscriber', { state: 'SUBSCRIBED', updatedAt: ago(90) }, null],
    ['a subscriber of unknown date', { state: 'SUBSCRIBED', updatedAt: null }, null],
    ['whoever has yet to confirm', { state: 'PENDING', updatedAt: ago(90) }, null],
    ['who subscribed again since', { state: 'SUBSCRIBED', updatedAt: ago(30) }, 'newer'],
    ['who has unsubscribed there', { state: 'UNSUBSCRIBED', updatedAt: ago(30) }, 'already'],
    ['who never subscribed', { state: 'NOT_SUBSCRIBED', updatedAt: null }, 'already'],
    ['a customer without an address', { state: null, updatedAt: null }, 'no_address'],
    ['a customer who is gone', null, 'gone'],
  ])('over %s: %j %s', (_who, held, why) => {
    expect(reasonNotToWrite(held, ago(60))).toBe(why)
  })
})

test('a consent that arrives after its withdrawal does not undo it where the withdrawal repeated an older refusal', () => {
  const current = [chose('offers', false, 90), chose('basket', false, 90)]
  const lastUpdate = { state: 'unsubscribed', saidAt: shopifyTime(30) }
  expect(weighed({ saidAt: shopifyTime(60) }, { current, lastUpdate })).toEqual({ result: 'older' })
})
