import type { Purpose, PurposeTopic, RetentionRule } from '../../register/index.ts'
import type { Inline, Prose } from '../model.ts'
import type { TextKey } from '../translator.ts'
import {
  clauseStatements,
  inPart,
  named,
  paragraph,
  prose,
  proseGroup,
  ref,
  type SectionWriter,
  sentences,
  textRun,
  type Writing,
} from '../writing.ts'
import { lengthOf } from './retention.ts'

/** The order that readers expect, whatever the register's order. Purposes of one topic keep the register's order. */
const READING_ORDER: Record<PurposeTopic, number> = {
  transactions: 0,
  customer_service: 1,
  email_marketing: 2,
  marketing: 3,
  profiling: 4,
  statistics: 5,
  preferences: 6,
  joint_use: 7,
  other: 8,
  security: 9,
  legal: 10,
}

/** Rules about the same people are alternatives: the first one to end counts. */
function howLong({ translator }: Writing, rules: readonly RetentionRule[]): Inline[][] {
  const bySubject = Map.groupBy(rules, ({ subject }) => subject)
  return [...bySubject].map(([subject, alike]) =>
    translator.labelled(`retentionSubject.${subject}`, [
      textRun(alike.map((rule) => lengthOf(translator, rule)).join(translator.translate('or'))),
    ]),
  )
}

/** Where the basis is a legal obligation, the period that the law prescribes is the answer. */
const heldFor = ({ translator }: Writing, { legalBasis }: Purpose, rules: readonly RetentionRule[]): Inline[][] =>
  legalBasis === 'legal_obligation'
    ? rules.flatMap(({ legalHolds }) =>
        legalHolds.map(({ keeps, months }) => [
          ...translator.merchantText(keeps),
          textRun(` (${translator.months(months)})`),
        ]),
      )
    : []

function provisionOf({ translator }: Writing, purpose: Purpose): Inline[] {
  if (purpose.provision === 'optional') return []
  return sentences([translator.textRun(`provision.${purpose.provision}`)], translator.merchantText(purpose.withoutIt))
}

/** GDPR Art. 13(1)(c) and (d), with the statements of Art. 13(2)(a) and (e) about this purpose. */
function purposeStatement(writing: Writing, purpose: Purpose): Prose {
  const { register, translator } = writing
  const names = (entries: readonly { name: Purpose['name'] }[]) =>
    translator.list(entries.map(({ name }) => translator.merchantText(name)))
  const rules = named(writing, register.retentionRules, purpose.retentionRules)
  const items: [TextKey, Inline[]][] = [
    ['purposes.basis', [translator.textRun(`basis.${purpose.legalBasis}`)]],
    [
      'basisName.interest',
      purpose.legalBasis === 'legitimate_interests' ? translator.merchantText(purpose.legitimateInterest) : [],
    ],
    [
      'basisName.law',
      purpose.legalBasis === 'legal_obligation' ? translator.merchantText(purpose.legalObligation) : [],
    ],
    ['purposes.channel', purpose.channel === 'none' ? [] : [translator.textRun(`channel.${purpose.channel}`)]],
    ['purposes.data', names(named(writing, register.dataCategories, purpose.dataCategories))],
    ['purposes.recipients', names(named(writing, register.recipients, purpose.recipients))],
    ['purposes.retention', translator.list([...howLong(writing, rules), ...heldFor(writing, purpose, rules)])],
    ['purposes.provision', provisionOf(writing, purpose)],
  ]
  return prose(
    writing,
    {
      kind: 'purpose',
      which: purpose.id,
      entries: [ref('purpose', purpose.id)],
      title: translator.merchantPlainText(purpose.name),
    },
    [
      ...paragraph(translator.merchantText(purpose.description)),
      {
        type: 'definitions',
        items: items
          .filter(([, said]) => said.length > 0)
          .map(([term, said]) => ({ term: translator.translate(term), text: said })),
      },
    ],
    translator.merchantText(purpose.name),
  )
}

const inReadingOrder = (purposes: readonly Purpose[]) =>
  purposes.toSorted((a, b) => READING_ORDER[a.topic] - READING_ORDER[b.topic])

export const purposes: SectionWriter = (writing) => [
  proseGroup(writing, 'purposes', [
    ...inReadingOrder(inPart(writing, writing.register.purposes)).map((purpose) => purposeStatement(writing, purpose)),
    ...clauseStatements(writing, 'purposes'),
  ]),
]
