import { describe, expect, test } from 'vitest'
import { isOwnConsent } from '../../../app/consent/marketing/own-consent.ts'
import { signalsOf } from '../../../app/consent/signals/model.ts'
import { recipientsOfPurposes } from '../../../app/recipients/model.ts'
import { stoppedBy } from '../../../app/requests/objection/model.ts'
import { AT_ONCE_KINDS } from '../../../app/requests/words.ts'
import { aPurpose, aRegister } from '../../register/a-register.ts'

const register = aRegister({
  purposes: [
    aPurpose(),
    aPurpose({ id: 'newsletter', topic: 'email_marketing', legalBasis: 'consent', channel: 'email' }),
    aPurpose({ id: 'texts', topic: 'marketing', legalBasis: 'legitimate_interests', channel: 'sms' }),
    aPurpose({ id: 'ads', topic: 'marketing', legalBasis: 'consent', signal: 'marketing', channel: 'ads' }),
    aPurpose({ id: 'statistics', topic: 'statistics', legalBasis: 'consent' }),
    aPurpose({ id: 'scores', topic: 'other', legalBasis: 'legitimate_interests', profiling: true }),
    aPurpose({ id: 'fraud', topic: 'security', legalBasis: 'legal_obligation', profiling: true }),
    aPurpose({ id: 'sale', topic: 'joint_use', legalBasis: 'consent', signal: 'sale_of_data' }),
  ],
})

const stopped = (kind: (typeof AT_ONCE_KINDS)[number], rest: { named?: string[]; granted?: string[] } = {}) =>
  stoppedBy({ kind, named: [], granted: [], ...rest }, register)

describe('what each kind stops', () => {
  test.each([
    ['objection_to_prospecting', ['newsletter', 'texts', 'ads', 'sale']],
    ['objection_to_profiling', ['scores']],
    ['withdrawal_of_consent', ['newsletter', 'ads', 'statistics', 'sale']],
    ['opt_out_of_sale', ['sale']],
  ] as const)('%s', (kind, purposes) => {
    expect(stopped(kind).purposes).toEqual(purposes)
  })

  test('no contract and no legal obligation is stopped by any of them', () => {
    for (const kind of AT_ONCE_KINDS) {
      expect(stopped(kind).purposes).not.toContain('orders')
      expect(stopped(kind).purposes).not.toContain('fraud')
    }
  })

  test('a withdrawal stops what the person names, and leaves their newsletter alone where they do not name it', () => {
    expect(stopped('withdrawal_of_consent', { named: ['statistics'] })).toEqual({
      purposes: ['statistics'],
      channels: [],
      effects: ['choices', 'storefront', 'recipients'],
    })
    expect(stopped('withdrawal_of_consent', { named: ['newsletter'] })).toMatchObject({
      channels: ['email'],
      effects: ['choices', 'suppression', 'email', 'storefront', 'recipients'],
    })
  })

  test('a withdrawal of what the shop does not know is one of all', () => {
    expect(stopped('withdrawal_of_consent', { named: ['raffle'] })).toEqual(stopped('withdrawal_of_consent'))
  })

  test('a withdrawal of all covers what was agreed to under an older register', () => {
    expect(stopped('withdrawal_of_consent', { granted: ['raffle', 'ads'] }).purposes).toContain('raffle')
  })

  test('what Shopify does is stopped before a register is published', () => {
    expect(stoppedBy({ kind: 'objection_to_prospecting', named: [], granted: [] }, null)).toMatchObject({
      purposes: [],
      channels: ['email', 'sms'],
    })
    expect(stoppedBy({ kind: 'opt_out_of_sale', named: [], granted: [] }, null).purposes).toEqual(['sale_of_data'])
  })

  test('only an opt-out of sale, or a withdrawal of it, touches Shopify’s opt-out, which nobody can take back', () => {
    expect(AT_ONCE_KINDS.filter((kind) => stopped(kind).effects.includes('sale'))).toEqual([
      'withdrawal_of_consent',
      'opt_out_of_sale',
    ])
    expect(stopped('withdrawal_of_consent', { named: ['ads'] }).effects).not.toContain('sale')
  })
})

const at = new Date('2026-11-20T10:00:00.700Z')
const choice = (purpose: string, granted: boolean, refusedWithAll = false) => ({
  purpose,
  granted,
  refusedWithAll,
  eventId: '0',
  decidedAt: at,
})

describe('what the customer’s record says', () => {
  test('when each purpose was refused, in whole seconds, and none that was granted', () => {
    const { refusals } = signalsOf(register, [choice('ads', false), choice('statistics', true)])
    expect(refusals).toEqual({ ads: 1795168800 })
  })

  test.each([
    ['a refusal by name', [choice('scores', false)], true],
    ['everything refused with one click', [choice('scores', false, true)], null],
    ['agreed again', [choice('scores', true)], false],
    ['nothing', [choice('ads', false)], null],
  ] as const)('%s marks for profiling: %s', (_what, current, profiling) => {
    expect(signalsOf(register, current).profiling).toBe(profiling)
  })
})

test.each([
  ['a consent without a time, as a list brings it', null, false],
  ['an older one', new Date('2026-11-20T09:00:00Z'), false],
  ['one of the same second', new Date('2026-11-20T10:00:00Z'), false],
  ['one that was given later', new Date('2026-11-20T10:00:01Z'), true],
])('%s is the owner’s own: %s', (_what, saidAt, isOwn) => {
  expect(isOwnConsent(saidAt, at)).toBe(isOwn)
})

test('those are told who get data for what was stopped, and no authority', () => {
  const recipient = (id: string, kind: 'processor' | 'authority') => ({
    id,
    name: { en: id },
    kind,
    service: 'it' as const,
    audience: ['consumer' as const],
  })
  const { recipients, purposes } = aRegister({
    recipients: [recipient('mailer', 'processor'), recipient('bank', 'processor'), recipient('court', 'authority')],
    purposes: [
      aPurpose({ recipients: ['bank'] }),
      aPurpose({ id: 'newsletter', topic: 'email_marketing', legalBasis: 'consent', recipients: ['mailer', 'court'] }),
    ],
  })
  const told = recipientsOfPurposes({ recipients, purposes }, { purposes: ['newsletter'], audience: 'consumer' })
  expect(told.map(({ id }) => id)).toEqual(['mailer'])
})
