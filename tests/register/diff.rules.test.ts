import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Change,
  contentHash,
  describeChange,
  diffRegisters,
  type Register,
  register,
} from '../../app/register/index.ts'
import { aPurpose, aRecipient, aRegister, theTemplate } from './a-register.ts'

const said = (before: Register, after: Register) =>
  diffRegisters(before, after).flatMap((change) => describeChange(change, after, 'en'))

describe('what publishing would change is said in plain words', () => {
  const before = aRegister({ recipients: [aRecipient()] })
  const cases: [string, Register, string[]][] = [
    ['nothing', before, []],
    [
      'a name in a language',
      aRegister({
        recipients: [aRecipient()],
        purposes: [aPurpose({ name: { en: 'Orders and delivery', fr: 'Commandes' } })],
      }),
      [
        'Purpose “Orders and delivery”: name (English) changes from “Orders” to “Orders and delivery”.',
        'Purpose “Orders and delivery”: name (French) is now “Commandes”.',
      ],
    ],
    [
      'words of the law',
      aRegister({ recipients: [aRecipient()], purposes: [aPurpose({ legalBasis: 'consent', askedAt: ['banner'] })] }),
      [
        'Purpose “Orders”: legal basis changes from “Contract” to “Consent”.',
        'Purpose “Orders”: where people are asked gains the banner.',
      ],
    ],
    [
      'a list of entries, by their names',
      aRegister({ recipients: [aRecipient()], purposes: [aPurpose({ recipients: ['carrier'], dataCategories: [] })] }),
      ['Purpose “Orders”: data categories loses Contact.', 'Purpose “Orders”: recipients gains Carrier.'],
    ],
    [
      'something that was not there',
      aRegister({ recipients: [aRecipient({ agreement: { reference: 'DPA 13', expiresOn: '2028-01-01' } })] }),
      [
        'Recipient “Carrier”: reference changes from “DPA 12” to “DPA 13”.',
        'Recipient “Carrier”: expiry is now “2028-01-01”.',
      ],
    ],
    ['an entry that goes', aRegister(), ['Recipient “Carrier” is removed.']],
    [
      'an entry that comes',
      aRegister({ recipients: [aRecipient(), aRecipient({ id: 'post', name: { en: 'Post office' } })] }),
      ['Recipient “Post office” is added.'],
    ],
    [
      'the controller',
      aRegister({ recipients: [aRecipient()], controller: { ...before.controller, legalForm: 'SARL' } }),
      ['Controller “Tea & Co”: legal form is now “SARL”.'],
    ],
  ]
  test.each(cases)('%s', (_name, after, expected) => {
    expect(said(before, after)).toEqual(expected)
  })

  test('another order of the same entries', () => {
    const two = [aRecipient(), aRecipient({ id: 'post' })]
    const changes = diffRegisters(aRegister({ recipients: two }), aRegister({ recipients: two.toReversed() }))
    expect(changes).toEqual<Change[]>([{ change: 'reordered', entry: { kind: 'recipient', id: null } }])
  })
})

/** Edits of every shape, applied in any order. */
const EDITS: ((draft: Register) => void)[] = [
  (draft) => void draft.purposes.pop(),
  (draft) => void draft.purposes.reverse(),
  (draft) => void draft.clauses.shift(),
  (draft) => void draft.trackers.splice(2, 1),
  (draft) => void Object.assign(draft.controller, { legalForm: 'SAS', dpoEmail: null }),
  (draft) => void draft.recipients.map((recipient) => Object.assign(recipient, { agreement: null, buys: true })),
  (draft) =>
    void draft.purposes.map((purpose) =>
      Object.assign(purpose, { automatedDecision: { logic: {}, consequences: {} } }),
    ),
  (draft) => void draft.purposes.map((purpose) => Object.assign(purpose, { automatedDecision: null })),
  (draft) => void draft.dataCategories.map((category) => category.items.reverse()),
  (draft) => void draft.retentionRules.map((rule) => rule.legalHolds.pop()),
  (draft) => void Object.assign(draft.languages, { default: 'en' }),
  (draft) => void draft.storagePlaces.map((place) => Object.assign(place, { transfer: { mechanism: 'none' } })),
  (draft) => void draft.trackers.map((tracker) => Object.assign(tracker, { lifetime: { unit: 'session' } })),
]

describe('the diff and the content hash agree', () => {
  test('a change is said exactly when the hash changes, and every change has a sentence', () => {
    const edits = fc.array(fc.constantFrom(...EDITS), { maxLength: 5 })
    fc.assert(
      fc.property(edits, edits, (one, other) => {
        const [before, after] = [one, other].map((chosen) => {
          const draft = structuredClone(theTemplate())
          for (const edit of chosen) edit(draft)
          return register.parse(draft)
        })
        if (!before || !after) throw new Error('two registers were made')
        const changes = diffRegisters(before, after)
        expect(changes.length === 0).toBe(contentHash(before) === contentHash(after))
        for (const language of ['en', 'fr'] as const)
          for (const change of changes)
            for (const sentence of describeChange(change, after, language))
              expect(sentence).not.toMatch(/[{}]|\bundefined\b|\bnull\b/)
      }),
      { numRuns: 60 },
    )
  })
})
