import { describe, expect, test } from 'vitest'
import { POLICY_LANGUAGES } from '../../app/policy/languages.ts'
import { ART_13_14, lawGaps } from '../../app/policy/law/items.ts'
import type { PolicyDocument, StatementKind } from '../../app/policy/model.ts'
import { type Register, type RegisterInput, register } from '../../app/register/index.ts'
import { aDataCategory, aPurpose, aRecipient, aRegister, theTemplate } from '../register/a-register.ts'
import { aPolicy } from './a-policy.ts'

/** Every letter of Art. 13(1) and (2) and 14(1) and (2), and the duty to tell of new purposes. */
const THE_LAW = [
  ...['13(1)(a)', '13(1)(b)', '13(1)(c)', '13(1)(d)', '13(1)(e)', '13(1)(f)'],
  ...['13(2)(a)', '13(2)(b)', '13(2)(c)', '13(2)(d)', '13(2)(e)', '13(2)(f)', '13(3)'],
  ...['14(1)(a)', '14(1)(b)', '14(1)(c)', '14(1)(d)', '14(1)(e)', '14(1)(f)'],
  ...['14(2)(a)', '14(2)(b)', '14(2)(c)', '14(2)(d)', '14(2)(e)', '14(2)(f)', '14(2)(g)', '14(4)'],
]

const gapsOf = (given: Register, document: PolicyDocument = aPolicy('en', given)) =>
  lawGaps(document, given).map(({ id }) => id)

test('the list holds every point of Art. 13 and 14', () => {
  const listed = ART_13_14.flatMap(({ article }) => article.split(', '))
  expect([...new Set(listed)].sort()).toEqual([...THE_LAW].sort())
})

test.each(POLICY_LANGUAGES)('the policy of the template lacks nothing, in %s', (language) => {
  expect(lawGaps(aPolicy(language), theTemplate())).toEqual([])
})

describe('a register that leaves something open is told what', () => {
  const controller = (changed: Partial<RegisterInput['controller']>) =>
    aRegister({ controller: { ...aRegister().controller, ...changed } })
  const cases: [string, Register, string[]][] = [
    ['nothing is open', aRegister({ recipients: [aRecipient()] }), []],
    ['no address', controller({ address: '' }), ['controller']],
    ['a controller outside the EU without a representative', controller({ country: 'US' }), ['representative']],
    ['no purpose', aRegister({ purposes: [] }), ['purposes']],
    ['no law named', aRegister({ purposes: [aPurpose({ legalBasis: 'legal_obligation' })] }), ['purposes']],
    [
      'no interest named',
      aRegister({ purposes: [aPurpose({ legalBasis: 'legitimate_interests' })] }),
      ['legitimate_interests'],
    ],
    ['a purpose without data', aRegister({ purposes: [aPurpose({ dataCategories: [] })] }), ['data_categories']],
    ['a purpose without an end', aRegister({ purposes: [aPurpose({ retentionRules: [] })] }), ['retention']],
    [
      'a transfer without protection',
      aRegister({ recipients: [aRecipient({ country: 'CN', transfer: { mechanism: 'none' } })] }),
      ['transfers'],
    ],
    [
      'a decision that was never taken',
      aRegister({ recipients: [aRecipient({ country: 'CN', transfer: { mechanism: 'adequacy' } })] }),
      ['transfers'],
    ],
    ['no way to ask', aRegister({ rightsChannel: { contactPage: false, dpoEmail: false } }), ['rights']],
    [
      'a duty without what follows',
      aRegister({ purposes: [aPurpose({ provision: 'required_by_law' })] }),
      ['provision'],
    ],
    [
      'a decision without its logic',
      aRegister({ purposes: [aPurpose({ automatedDecision: { consequences: { en: 'Cancelled.' } } })] }),
      ['automated_decisions'],
    ],
    ['data from nowhere', aRegister({ dataCategories: [aDataCategory({ sources: [] })] }), ['sources']],
    [
      'data from somebody without a name',
      aRegister({ dataCategories: [aDataCategory({ sources: ['third_party'] })] }),
      ['sources'],
    ],
  ]
  test.each(cases)('%s', (_what, given, gaps) => {
    expect(gapsOf(given)).toEqual(gaps)
  })

  test('the entries at fault are named', () => {
    const given = aRegister({ purposes: [aPurpose(), aPurpose({ id: 'open', retentionRules: [] })] })
    expect(lawGaps(aPolicy('en', given), given)[0]?.entries).toEqual([{ kind: 'purpose', id: 'open' }])
  })
})

describe('a document that does not say what the register holds is found out', () => {
  const template = theTemplate()
  const abroad = register.parse({
    ...template,
    controller: {
      ...template.controller,
      country: 'CH',
      dpoEmail: 'dpo@maison-lavande.example',
      representative: { name: 'Rep', address: 'Paris', email: 'rep@rep.example' },
    },
    recipients: template.recipients.map((one, index) =>
      index === 3
        ? { ...one, country: 'US', transfer: { mechanism: 'standard_clauses', signedOn: '2024-01-01' } }
        : one,
    ),
  })

  /** The document with every statement of a kind left out. */
  function without(kind: StatementKind, which?: string): PolicyDocument {
    const document = aPolicy('en', abroad)
    const stays = ({ id, kind: its }: { id: string; kind: StatementKind }) =>
      its !== kind || (which !== undefined && !id.endsWith(`.${which}`))
    return {
      ...document,
      parts: document.parts.map((part) => ({
        ...part,
        sections: part.sections.map((section) => ({
          ...section,
          groups: section.groups.map((group) =>
            group.layout === 'table'
              ? { ...group, statements: group.statements.filter(stays) }
              : { ...group, statements: group.statements.filter(stays) },
          ),
        })),
      })),
    }
  }

  test('whole, it lacks nothing', () => {
    expect(gapsOf(abroad)).toEqual([])
  })

  const cases: [StatementKind, string | undefined, string[]][] = [
    ['controller', undefined, ['controller', 'dpo']],
    ['representative', undefined, ['representative']],
    ['purpose', 'orders', ['purposes', 'provision']],
    ['purpose', 'security', ['purposes', 'legitimate_interests']],
    ['data_category', undefined, ['data_categories', 'sources']],
    ['recipient', 'delivery', ['recipients']],
    ['recipient_transfer', undefined, ['transfers']],
    ['retention_rule', 'accounts', ['retention']],
    ['right', 'portability', ['rights']],
    ['right', 'withdrawal', ['rights', 'withdrawal']],
    ['channel', undefined, ['rights']],
    ['complaint', undefined, ['complaint']],
    ['automated_decision', undefined, ['automated_decisions']],
    ['new_purposes', undefined, ['new_purposes']],
  ]
  test.each(cases)('without %s %s it lacks %j', (kind, which, gaps) => {
    expect(gapsOf(abroad, without(kind, which))).toEqual(gaps)
  })

  test('every point of the list can be lacking', () => {
    const tested = new Set(cases.flatMap(([, , gaps]) => gaps))
    expect(ART_13_14.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([])
  })
})
