import { describe, expect, test } from 'vitest'
import { WRITTEN_LANGUAGES } from '../../../app/register/words.ts'
import type { ErasureGroup, Fate } from '../../../app/requests/erasure/model.ts'
import {
  type CustomerFacts,
  type PlanFacts,
  planOf,
  type SurveyedGroup,
} from '../../../app/requests/erasure/plan/fates/model.ts'
import { planInWords } from '../../../app/requests/erasure/plan/in-words.ts'
import { keepsSomething, shopifyDoneBy } from '../../../app/requests/erasure/plan/model.ts'
import { progressOf } from '../../../app/requests/erasure/progress/model.ts'
import { theTemplate } from '../../register/a-register.ts'

const template = theTemplate()
const REGISTER = {
  dataCategories: template.dataCategories,
  retentionRules: template.retentionRules,
  language: 'en' as const,
}
const CUSTOMER: CustomerFacts = {
  orders: 3,
  lastOrderOn: '2026-06-01',
  orderScope: 'read_all_orders',
  soleTrader: false,
}
const NOTHING_KEPT = { identifiers: 0, decisions: 0, requests: 0, exports: 0, mails: 0 }

const plan = (given: Partial<PlanFacts> = {}) =>
  planOf({
    today: '2026-07-01',
    audience: 'consumer',
    language: 'en',
    register: REGISTER,
    registerVersion: 1,
    customer: CUSTOMER,
    mayRequest: true,
    surveyed: [],
    kept: { identifiers: 2, decisions: 4, requests: 1, exports: 0, mails: 1 },
    recipients: [],
    ...given,
  })

const fateOf = (group: ErasureGroup, given: Partial<PlanFacts> = {}): Fate => {
  const line = plan(given).lines.find((one) => one.group === group)
  if (!line) throw new Error(`no line for ${group}`)
  return line.fate
}

/** A register with one hold. */
const holding = (rule: object, hold: object) => {
  const [retentionRule] = template.retentionRules
  return {
    ...REGISTER,
    retentionRules: [
      {
        ...retentionRule,
        ...rule,
        legalHolds: [{ keeps: { en: 'Papers' }, reason: { en: 'A law.' }, months: 12, dataCategories: [], ...hold }],
      } as (typeof template.retentionRules)[number],
    ],
  }
}
const survey = (given: Partial<SurveyedGroup>): SurveyedGroup[] => [
  { group: 'order_notes', found: 2, cannot: null, scope: 'write_orders', ...given },
]

describe('when Shopify erases', () => {
  test.each<[string, Partial<CustomerFacts>, string]>([
    ['180 days after the last order, and ten more', { lastOrderOn: '2026-06-01' }, '2026-12-08'],
    ['ten days from now, when the last order is half a year old', { lastOrderOn: '2025-06-01' }, '2026-07-11'],
    ['ten days from now, when the 180 days end today', { lastOrderOn: '2026-01-02' }, '2026-07-11'],
    ['a day later, when they end tomorrow', { lastOrderOn: '2026-01-03' }, '2026-07-12'],
    ['ten days from now for somebody who never ordered', { orders: 0, lastOrderOn: null }, '2026-07-11'],
    ['at the latest possible day, when Kept may not see the last order', { lastOrderOn: null }, '2027-01-07'],
  ])('%s', (_name, customer, until) => {
    expect(fateOf('customer_profile', { customer: { ...CUSTOMER, ...customer } })).toEqual({
      fate: 'pending_at_shopify',
      until,
    })
  })
})

describe('what a law keeps, with the law and the day', () => {
  test('invoices for ten years from the last order, and the contract for five', () => {
    expect(fateOf('orders')).toEqual({
      fate: 'archived',
      until: '2036-06-01',
      holds: [
        { keeps: 'Proof of the contract or of our answer', law: expect.stringContaining('2224'), until: '2031-06-01' },
        { keeps: 'Invoices and accounts', law: expect.stringContaining('L. 123-22'), until: '2036-06-01' },
      ],
    })
  })
  const cases: [string, object, object, Partial<PlanFacts>, Fate['fate'], string | null | undefined][] = [
    [
      'last activity counts from the last order',
      { trigger: 'last_activity', subject: 'customer' },
      {},
      {},
      'archived',
      '2027-06-01',
    ],
    [
      'the end of an order counts from the order',
      { trigger: 'end_of_relationship', subject: 'order' },
      {},
      {},
      'archived',
      '2027-06-01',
    ],
    [
      'the end of a customer counts from today',
      { trigger: 'end_of_relationship', subject: 'customer' },
      {},
      {},
      'archived',
      '2027-07-01',
    ],
    [
      'a withdrawal counts from today',
      { trigger: 'withdrawal', subject: 'customer' },
      {},
      {},
      'archived',
      '2027-07-01',
    ],
    [
      'a hold that is over keeps nothing',
      { trigger: 'last_activity', subject: 'customer' },
      { months: 1 },
      {},
      'pending_at_shopify',
      undefined,
    ],
    [
      'a hold of the other audience keeps nothing',
      { audience: ['professional'], subject: 'customer' },
      {},
      {},
      'pending_at_shopify',
      undefined,
    ],
    [
      'nobody knows the day of an order that Kept may not see',
      { trigger: 'last_activity', subject: 'customer' },
      {},
      { customer: { ...CUSTOMER, lastOrderOn: null } },
      'archived',
      null,
    ],
    [
      'without orders there are no papers',
      { subject: 'order' },
      {},
      { customer: { ...CUSTOMER, orders: 0, lastOrderOn: null } },
      'nothing_held',
      undefined,
    ],
    [
      'an objection is no paper of an order',
      { subject: 'newsletter', trigger: 'withdrawal' },
      {},
      {},
      'pending_at_shopify',
      undefined,
    ],
  ]
  test.each(cases)('%s', (_name, rule, hold, given, fate, until) => {
    const found = fateOf('orders', { register: holding({ audience: ['consumer'], ...rule }, hold), ...given })
    expect(found.fate).toBe(fate)
    if (until !== undefined) expect(found).toMatchObject({ until })
  })
  test('a hold on accounts keeps the profile itself, and Shopify is not asked before it is over', () => {
    const register = holding({ audience: ['consumer'], subject: 'account', trigger: 'end_of_relationship' }, {})
    expect(fateOf('customer_profile', { register })).toMatchObject({ fate: 'archived', until: '2027-07-01' })
    expect(shopifyDoneBy(plan({ register }))).toBeNull()
    expect(fateOf('orders', { register })).toMatchObject({ fate: 'archived', until: '2027-07-01' })
  })
  test('a hold on gift cards keeps them, and not the order’s notes', () => {
    const purchases = { audience: ['consumer'], subject: 'customer', dataCategories: ['purchases'] }
    const register = holding(purchases, {})
    const surveyed = [...survey({}), ...survey({ group: 'gift_cards', found: 1, cannot: 'no API' })]
    expect(fateOf('gift_cards', { register, surveyed }).fate).toBe('archived')
    expect(fateOf('order_notes', { register, surveyed })).toEqual({ fate: 'erased_now' })
  })
  test('the law is said in the person’s language', () => {
    expect(fateOf('orders', { language: 'fr' })).toMatchObject({
      holds: expect.arrayContaining([expect.objectContaining({ until: '2036-06-01' })]),
    })
  })
})

describe('what an API reaches, and what only people do', () => {
  test.each<[string, Partial<SurveyedGroup>, Fate]>([
    ['found', { found: 2 }, { fate: 'erased_now' }],
    ['not found', { found: 0 }, { fate: 'nothing_held' }],
    ['not readable', { found: 'denied' }, { fate: 'not_readable', scope: 'write_orders' }],
    ['found, without a mutation', { found: 1, cannot: 'nothing does it' }, { fate: 'by_hand', task: 'no_api' }],
  ])('%s', (_name, surveyed, fate) => {
    expect(fateOf('order_notes', { surveyed: survey(surveyed) })).toEqual(fate)
  })
  test('orders that Kept may not see are said to be unseen, where no law keeps them anyway', () => {
    const customer = { ...CUSTOMER, lastOrderOn: null }
    const register = { ...REGISTER, retentionRules: [] }
    expect(fateOf('orders', { customer, register })).toEqual({ fate: 'not_readable', scope: 'read_all_orders' })
  })
  test('a contact leaves its company; the company of a sole trader is looked at by people', () => {
    const surveyed = survey({ group: 'company_contact', found: 1 })
    const audience = 'professional'
    expect(fateOf('company_contact', { surveyed, audience })).toEqual({ fate: 'erased_now' })
    const customer = { ...CUSTOMER, soleTrader: true }
    expect(fateOf('company_contact', { surveyed, audience, customer })).toEqual({
      fate: 'by_hand',
      task: 'sole_trader_company',
    })
    expect(plan({ audience, customer }).soleTrader).toBe(true)
  })
  test('an order of a company stays with the law that keeps it: the professional’s rules count', () => {
    expect(fateOf('orders', { audience: 'professional' })).toMatchObject({ fate: 'archived', until: '2036-06-01' })
  })
})

describe('who is told, and what Kept has', () => {
  test('somebody without a customer at Shopify has nothing there, and what Kept has goes', () => {
    const { lines, mayRequest } = plan({ customer: null, mayRequest: false })
    const there = lines.filter(({ fate }) => fate.fate !== 'nothing_held').map(({ group }) => group)
    expect(there).toEqual([
      'marketing_consent',
      'kept_identity',
      'kept_consents',
      'kept_requests',
      'kept_mails',
      'suppression_hash',
    ])
    expect(mayRequest).toBe(true)
    expect(shopifyDoneBy({ lines })).toBeNull()
  })
  test('nobody at all: only the hash stays', () => {
    const { lines } = plan({ customer: null, kept: NOTHING_KEPT })
    expect(lines.filter(({ fate }) => fate.fate !== 'nothing_held')).toEqual([
      { group: 'suppression_hash', fate: { fate: 'kept_as_hash' }, count: null },
    ])
    expect(keepsSomething({ lines })).toBe(false)
  })
  test('a customer whom Shopify has erased is not waited for', () => {
    const { lines } = plan({ customer: 'redacted' })
    expect(shopifyDoneBy({ lines })).toBeNull()
    expect(lines.find(({ group }) => group === 'orders')?.fate.fate).toBe('archived')
  })
  test('recipients are named, and telling them is no reason to explain', () => {
    const made = plan({ recipients: [{ id: 'mailer', name: 'Mailer' }], register: { ...REGISTER, retentionRules: [] } })
    expect(made.recipients).toEqual([{ id: 'mailer', name: 'Mailer' }])
    expect(keepsSomething(made)).toBe(false)
    expect(keepsSomething(plan())).toBe(true)
  })
})

test.each(WRITTEN_LANGUAGES)('the person reads the whole plan in %s, without a gap', (language) => {
  const surveyed = [
    ...survey({}),
    ...survey({ group: 'gift_cards', found: 1, cannot: 'x' }),
    ...survey({ group: 'draft_orders', found: 'denied' }),
  ]
  const said = planInWords(plan({ surveyed, recipients: [{ id: 'm', name: 'Mailer GmbH' }] }), language)
  expect(said).toContain('Mailer GmbH')
  expect(said).toContain('2036')
  expect(said).not.toMatch(/[{}]|undefined/)
  expect(said.split('\n').length).toBeGreaterThan(5)
})

test.each(WRITTEN_LANGUAGES)(
  'who is told in %s that something is erased is not told so of what could not be',
  (language) => {
    const surveyed = [
      ...survey({ group: 'payment_methods', found: 1 }),
      ...survey({ group: 'customer_tags', found: 2 }),
    ]
    const [erased, left] = [new Set<string>(), new Set(['payment_methods'])].map((groups) =>
      planInWords(plan({ surveyed }), language, groups).split('\n'),
    )
    const [allNow, now] = [erased?.[0] ?? '', left?.[0] ?? '']
    expect(now.length).toBeLessThan(allNow.length)
    expect(left?.length).toBe((erased?.length ?? 0) + 1)
  },
)

describe('the daily look', () => {
  const days = { heldUntil: '2026-11-28', erasedBy: '2026-12-08' }
  const there = { isErased: false, orders: 3, lastOrderOn: '2026-06-01' }
  const look = (given: object) =>
    progressOf({
      state: 'held',
      ...days,
      today: '2026-07-02',
      requestedOn: '2026-07-01',
      redactSeenOn: null,
      readBack: there,
      ...given,
    })
  test.each<[string, object, object]>([
    ['waits', {}, { state: 'held', alarm: null, ...days }],
    ['waits on the last day of the 180', { today: '2026-11-28' }, { state: 'held' }],
    ['is in the ten days after it', { today: '2026-11-29' }, { state: 'grace', alarm: null }],
    ['is patient for two days', { today: '2026-12-10' }, { state: 'grace', alarm: null }],
    ['warns after them', { today: '2026-12-11' }, { state: 'grace', alarm: 'late' }],
    [
      'sees a new order move the day',
      { today: '2026-07-20', readBack: { ...there, lastOrderOn: '2026-07-10' } },
      { state: 'held', heldUntil: '2027-01-06', erasedBy: '2027-01-16' },
    ],
    ['is not moved back by an order that can no longer be read', { readBack: { ...there, lastOrderOn: null } }, days],
    ['sees that it is done', { readBack: { ...there, isErased: true } }, { state: 'verified', alarm: null }],
    ['takes a deleted customer for erased', { readBack: null }, { state: 'verified' }],
    [
      'waits a little after customers/redact',
      { state: 'redact_seen', redactSeenOn: '2026-07-01' },
      { state: 'redact_seen', alarm: null },
    ],
    [
      'warns when Shopify said so and the name is still there',
      { state: 'redact_seen', redactSeenOn: '2026-07-01', today: '2026-07-04' },
      { alarm: 'still_there' },
    ],
    ['takes a month of warnings for failed', { today: '2027-01-08' }, { state: 'failed', alarm: 'late' }],
    [
      'takes a name that is there a month after customers/redact for failed',
      { state: 'redact_seen', redactSeenOn: '2026-07-01', today: '2026-08-01' },
      { state: 'failed', alarm: 'still_there' },
    ],
    ['leaves alone what is over', { state: 'cancelled', readBack: null }, { state: 'cancelled', alarm: null }],
  ])('%s', (_name, given, expected) => {
    expect(look(given)).toMatchObject(expected)
  })
})
