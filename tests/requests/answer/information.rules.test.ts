import { describe, expect, test } from 'vitest'
import { type InformationFacts, informationOf } from '../../../app/policy/information/information.ts'
import { portableFields, portablePart } from '../../../app/requests/answer/portability.ts'
import { aDataCategory, aPurpose, aRegister, theTemplate } from '../../register/a-register.ts'
import { aRow, SIX } from './an-answer.ts'

const FACTS: InformationFacts = {
  language: 'en',
  audience: 'consumer',
  version: { number: 3, date: '2026-11-01' },
  agreed: null,
  country: 'FR',
}
const told = (given: Partial<InformationFacts> = {}, register = theTemplate()) =>
  informationOf(register, { ...FACTS, ...given })
const textOf = ({ sections }: ReturnType<typeof told>, wanted?: string) =>
  sections
    .filter(({ section }) => wanted === undefined || section === wanted)
    .flatMap(({ statements }) => statements.map(({ title, text }) => `${title}\n${text}`))
    .join('\n')

describe.each(SIX)('in %s', (language) => {
  test.each(['consumer', 'professional'] as const)('a %s is told everything that Art. 15 lists', (audience) => {
    const { sections, html } = told({ language, audience })
    expect(sections.map(({ section }) => section)).toEqual([
      'controller',
      'purposes',
      'data',
      'recipients',
      'storage',
      'retention',
      'rights',
      'complaint',
      'automated',
    ])
    for (const { statements, title } of sections) {
      expect(statements.length).toBeGreaterThan(0)
      expect(html).toContain(title)
      for (const { text } of statements) expect(text.trim()).not.toBe('')
    }
    expect(html).not.toMatch(/undefined|\{[a-z]+\}|<details/)
  })
})

test('each reads what is for them: a professional nothing that only consumers are told, and nothing as a difference', () => {
  const [consumer, professional] = [told(), told({ audience: 'professional' })]
  const ids = (of: typeof consumer) => new Set(of.sections.flatMap(({ statements }) => statements.map(({ id }) => id)))
  for (const id of ids(professional)) expect(id).not.toMatch(/^consumer\./)
  for (const id of ids(consumer)) expect(id).not.toMatch(/^professional\./)
  expect(textOf(professional, 'data')).toContain('VAT')
  expect(textOf(consumer, 'data')).not.toContain('VAT')
  expect(textOf(professional)).not.toContain('As for customers of our website')
})

describe('the recipients are the actual ones (CJEU C-154/21)', () => {
  const partners = 'Partner brands'
  const names = (given: Partial<InformationFacts>, register = theTemplate()) => {
    const statements = told(given, register).sections.find(({ section }) => section === 'recipients')?.statements ?? []
    const never = statements.find(({ title }) => title === 'Only with your consent')?.text ?? ''
    return {
      never,
      received: statements.filter(({ title }) => title !== 'Only with your consent').map(({ title }) => title),
    }
  }
  const purposesOf = theTemplate().purposes.filter(({ recipients }) => recipients.some((id) => id === 'partner-brands'))

  test('by their names', () => {
    expect(names({}).received).toEqual(
      expect.arrayContaining(['Shopify International Limited', 'Delivery services', partners]),
    )
  })

  test('not those to whom the person never let their data go', () => {
    expect(names({ agreed: new Set() })).toMatchObject({ never: expect.stringContaining(partners) })
    expect(names({ agreed: new Set() }).received).not.toContain(partners)
    expect(purposesOf.length).toBeGreaterThan(0)
    for (const { id } of purposesOf) expect(names({ agreed: new Set([id]) }).received).toContain(partners)
  })

  test('all of them where nobody knows what the person chose', () => {
    expect(names({ agreed: null }).never).toBe('')
  })

  test('in the United States, all: there such purposes run until somebody says no', () => {
    const register = { ...theTemplate(), cookies: { ...theTemplate().cookies, usVisitors: true } }
    expect(names({ agreed: new Set(), country: 'US' }, register).never).toBe('')
    expect(names({ agreed: new Set(), country: null }, register).never).toBe('')
    expect(names({ agreed: new Set(), country: 'FR' }, register).never).toContain(partners)
  })
})

describe('automated decisions (S24, Art. 15(1)(h))', () => {
  test('with their logic and what follows', () => {
    expect(textOf(told(), 'automated')).toContain('How it works: When an order is paid')
    expect(textOf(told(), 'automated')).toContain('What it means for you:')
  })

  test('and that there are none, where there are none', () => {
    expect(textOf(told({}, aRegister()), 'automated')).toContain(
      'We take no decision about you by automated means alone',
    )
  })
})

describe('what somebody takes elsewhere (Art. 20)', () => {
  const register = aRegister({
    purposes: [
      aPurpose({ id: 'orders', legalBasis: 'contract', dataCategories: ['given', 'observed', 'derived', 'hidden'] }),
      aPurpose({ id: 'news', legalBasis: 'consent', dataCategories: ['agreed'] }),
      aPurpose({ id: 'law', legalBasis: 'legal_obligation', dataCategories: ['kept'] }),
    ],
    dataCategories: [
      aDataCategory({ id: 'given', adminFields: ['Customer.firstName', 'Order.shippingAddress', 'Order.risk'] }),
      aDataCategory({ id: 'observed', sources: ['observed'], adminFields: ['Order.clientIp'] }),
      aDataCategory({ id: 'agreed', adminFields: ['Customer.emailMarketingConsent'] }),
      aDataCategory({ id: 'derived', sources: ['derived'], adminFields: ['Customer.statistics'] }),
      aDataCategory({ id: 'hidden', exportable: false, adminFields: ['Customer.note'] }),
      aDataCategory({ id: 'kept', adminFields: ['Order.poNumber'] }),
      aDataCategory({ id: 'business', audience: ['professional'], adminFields: ['Company.name'] }),
    ],
  })
  const portable = portableFields(register, 'consumer')

  test('is what they gave and what was observed, on consent or contract', () => {
    expect([...portable].toSorted()).toEqual([
      'Customer.emailMarketingConsent',
      'Customer.firstName',
      'Order.clientIp',
      'Order.shippingAddress',
    ])
  })

  test('a part of a field goes along with it, a row with nothing in it does not', () => {
    const fieldsOf = (_table: string, column: string) => [`Order.${column}`]
    const row = aRow('orders', {
      values: { 'shippingAddress.city': 'Lyon', poNumber: '7', clientIp: null },
      masked: { 'shippingAddress.name': 'rights_of_others' },
    })
    expect(portablePart(row, portable, fieldsOf)).toEqual({
      ...row,
      values: { 'shippingAddress.city': 'Lyon', clientIp: null },
    })
    expect(portablePart(aRow('orders', { values: { poNumber: '7', clientIp: null } }), portable, fieldsOf)).toBeNull()
  })

  test.each(['profiles', 'consents', 'receipts', 'requests', 'staff_access'] as const)(
    '%s never go along, whatever a register says',
    (table) => {
      const all = aRow(table, { values: { firstName: 'x' } })
      expect(portablePart(all, new Set(['Customer.firstName']), () => ['Customer.firstName'])).toBeNull()
    },
  )
})
