import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ChangedText } from '../../app/policy/compare/changed-words.ts'
import { compareDocuments } from '../../app/policy/compare/documents.ts'
import { whatChanged } from '../../app/policy/compare/what-changed.ts'
import { POLICY_LANGUAGES } from '../../app/policy/languages.ts'
import { type PolicyDocument, statementsOf } from '../../app/policy/model.ts'
import { type Audience, type Register, register } from '../../app/register/index.ts'
import { aPurpose, aRecipient, aRegister, theTemplate } from '../register/a-register.ts'
import { aCookiePage, aPolicy } from './a-policy.ts'

/** What stands on one side of a comparison. */
const sideOf = (words: readonly ChangedText[], side: 'before' | 'after') =>
  words.filter(({ change }) => change === 'same' || change === (side === 'before' ? 'removed' : 'added'))

const idsOf = (document: PolicyDocument) => [...statementsOf(document)].map(({ statement }) => statement.id)

const COLLECTIONS = [
  ...(['purposes', 'dataCategories', 'recipients', 'storagePlaces'] as const),
  ...(['retentionRules', 'trackers', 'clauses'] as const),
]

describe('ids', () => {
  const template = theTemplate()
  const before = [...idsOf(aPolicy('en')), ...idsOf(aCookiePage('en'))]

  test('are unique in a document', () => {
    for (const ids of [idsOf(aPolicy('en')), idsOf(aCookiePage('en'))]) expect(new Set(ids).size).toBe(ids.length)
  })

  test('are the same in every language', () => {
    for (const language of POLICY_LANGUAGES)
      expect([...idsOf(aPolicy(language)), ...idsOf(aCookiePage(language))], language).toEqual(before)
  })

  test('are made of a part, a kind and an entry, and never of a place', () => {
    for (const id of before) expect(id).toMatch(/^(general|consumer|professional)\.[a-z_]+(\.[a-zA-Z_0-9-]+)?$/)
  })

  test('do not move when entries do: a promise hangs on the same statement, and nothing counts as changed', () => {
    const shuffles = fc.tuple(
      ...COLLECTIONS.map((key) => fc.shuffledSubarray([...template[key].keys()], { minLength: template[key].length })),
    )
    fc.assert(
      fc.property(shuffles, (orders) => {
        const shuffled: Record<string, unknown> = { ...template }
        for (const [at, key] of COLLECTIONS.entries()) shuffled[key] = orders[at]?.map((index) => template[key][index])
        const moved = register.parse(shuffled)
        const after = [...idsOf(aPolicy('en', moved)), ...idsOf(aCookiePage('en', moved))]
        expect([...after].sort()).toEqual([...before].sort())
        expect(compareDocuments(aPolicy('fr'), aPolicy('fr', moved))).toEqual([])
        expect(compareDocuments(aCookiePage('fr'), aCookiePage('fr', moved))).toEqual([])
      }),
      { numRuns: 25 },
    )
  })

  test('stay when another entry comes or goes', () => {
    const [, ...others] = template.purposes
    const gone = aPolicy('en', { ...template, purposes: others })
    expect(idsOf(gone).filter((id) => !before.includes(id))).toEqual([])
  })
})

const both: Audience[] = ['consumer', 'professional']
const carrier = (changed = {}) => aRegister({ recipients: [aRecipient(changed)] })

describe('two versions are compared statement by statement', () => {
  test('the same register is the same policy', () => {
    expect(compareDocuments(aPolicy('en'), aPolicy('en'))).toEqual([])
  })

  test('what is added, changed and gone, with the words that differ', () => {
    const before = aRegister({
      recipients: [aRecipient({ note: { en: 'Only in France.' } })],
      purposes: [aPurpose(), aPurpose({ id: 'news', name: { en: 'News' }, legalBasis: 'consent', channel: 'email' })],
    })
    const after = aRegister({
      recipients: [aRecipient({ note: { en: 'Only in Spain.' } }), aRecipient({ id: 'bank', name: { en: 'Bank' } })],
      purposes: [aPurpose()],
    })
    const changes = compareDocuments(aPolicy('en', before), aPolicy('en', after))
    expect(changes.map(({ change, id }) => `${change} ${id}`)).toEqual([
      'changed consumer.recipient.carrier',
      'added consumer.recipient.bank',
      'removed general.summary.consent',
      'removed consumer.purpose.news',
    ])
    const changed = changes.find(({ change }) => change === 'changed')
    if (changed?.change !== 'changed') throw new Error('the carrier changed')
    const words = (side: 'before' | 'after') =>
      sideOf(changed.words, side)
        .filter(({ change }) => change !== 'same')
        .map(({ text }) => text)
    expect(words('before')).toEqual(['France'])
    expect(words('after')).toEqual(['Spain'])
    const whole = (side: 'before' | 'after') =>
      sideOf(changed.words, side)
        .map(({ text }) => text)
        .join('')
    expect([whole('before'), whole('after')]).toEqual([changed.before, changed.after])
  })

  test('for any change of a text, each side of the comparison reads as that version does', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 12 }), fc.lorem({ maxCount: 12 }), (a, b) => {
        const [change] = compareDocuments(
          aPolicy('en', carrier({ description: { en: a } })),
          aPolicy('en', carrier({ description: { en: b } })),
        )
        if (a === b) {
          expect(change).toBeUndefined()
          return
        }
        if (change?.change !== 'changed') throw new Error('the carrier changed')
        const read = (side: 'before' | 'after') =>
          sideOf(change.words, side)
            .map(({ text }) => text)
            .join('')
        expect([read('before'), read('after')]).toEqual([change.before, change.after])
      }),
      { numRuns: 50 },
    )
  })
})

describe('customers are told what changed', () => {
  const summary = (before: Register, after: Register, language: 'en' | 'fr' = 'en') =>
    whatChanged(aPolicy(language, before), aPolicy(language, after), language)

  const forBoth = (name: string) =>
    aRegister({
      purposes: [aPurpose({ audience: both })],
      recipients: [aRecipient({ audience: both, name: { en: name, fr: name } })],
    })

  const cases: [string, Register, Register, string[]][] = [
    ['nothing', carrier(), carrier(), ['What this policy says has not changed.']],
    [
      'a new recipient',
      aRegister(),
      carrier(),
      [
        'New: Who receives your data – Carrier',
        'New: Where your data is stored – Where providers and partners are',
        'New: Where your data is stored – Review of providers and partners',
      ],
    ],
    [
      'a longer retention, which is said once',
      aRegister(),
      aRegister({
        retentionRules: [
          {
            ...aRegister().retentionRules[0],
            id: 'inactive',
            audience: ['consumer'],
            subject: 'customer',
            trigger: 'last_activity',
            months: 48,
            action: 'anonymise',
          },
        ],
      }),
      ['Changed: How long we keep your data – Customers'],
    ],
    [
      'the same change in both parts, once',
      forBoth('Carrier'),
      forBoth('Carrier One'),
      ['Changed: Who receives your data – Carrier One'],
    ],
    [
      'a change for some readers, with whom it is for',
      aRegister({
        purposes: [
          aPurpose({ audience: both }),
          aPurpose({ id: 'b2b', audience: ['professional'], name: { en: 'Quotes' }, description: { en: 'By post.' } }),
        ],
      }),
      aRegister({
        purposes: [
          aPurpose({ audience: both }),
          aPurpose({
            id: 'b2b',
            audience: ['professional'],
            name: { en: 'Quotes' },
            description: { en: 'By e-mail.' },
          }),
        ],
      }),
      ['Changed: Why we use your data – Quotes (Professional customers)'],
    ],
  ]
  test.each(cases)('%s', (_what, before, after, lines) => {
    expect(summary(before, after).lines).toEqual(lines)
  })

  test('another number and date are no news', () => {
    const later = { ...aPolicy('en'), version: { number: 2, date: '2027-01-01' } }
    expect(whatChanged(aPolicy('en'), later, 'en').lines).toEqual(['What this policy says has not changed.'])
  })

  test('many changes of one kind are counted', () => {
    const { purposes } = theTemplate()
    const renamed = purposes.map((purpose) => ({ ...purpose, description: { en: 'Changed.' } }))
    const { lines } = summary(theTemplate(), { ...theTemplate(), purposes: renamed })
    expect(lines).toEqual([`Changed: Why we use your data – ${purposes.length} points`])
  })

  test('a long list is cut, and says how much more there is', () => {
    const template = theTemplate()
    const halves = (keep: (index: number) => boolean): Register => ({
      ...template,
      recipients: template.recipients.filter((_one, index) => keep(index)),
      dataCategories: template.dataCategories.slice(4).filter((_one, index) => keep(index)),
      retentionRules: template.retentionRules.filter((_one, index) => keep(index)),
      clauses: template.clauses.filter((_one, index) => keep(index)),
    })
    const { lines } = summary(
      halves((index) => index % 2 === 0),
      halves((index) => index % 2 === 1),
    )
    expect(lines).toHaveLength(20)
    expect(lines.at(-1)).toMatch(/^and \d+ other changes$/)
  })

  test.each(POLICY_LANGUAGES)('in %s', (language) => {
    const { title, lines } = whatChanged(aPolicy(language, aRegister()), aPolicy(language, carrier()), language)
    expect(title.length).toBeGreaterThan(5)
    expect(lines.join('\n')).toContain('Carrier')
    expect(lines.join('\n')).not.toMatch(/[{}]/)
  })
})
