import type { Purpose, PurposeTopic, Recipient } from '../../register/index.ts'
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
  type Writing,
} from '../writing.ts'

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

/** GDPR Art. 4(9): the shop's own staff is no recipient. Who they are is said once (`recipients`). */
const isOutsideStaff = ({ kind }: Recipient) => kind !== 'internal'

/** Advertisements reach nobody by a channel that could be said. */
const channelOf = ({ translator }: Writing, { channel }: Purpose): Inline[] =>
  channel === 'email' || channel === 'sms' ? [translator.textRun(`channel.${channel}`)] : []

function provisionOf({ translator }: Writing, purpose: Purpose): Inline[] {
  if (purpose.provision === 'optional') return []
  return sentences([translator.textRun(`provision.${purpose.provision}`)], translator.merchantText(purpose.withoutIt))
}

/** GDPR Art. 13(1)(c) and (d), and 13(2)(e). How long its data is kept is said once, beside the data (`retention`). */
function purposeStatement(writing: Writing, purpose: Purpose): Prose {
  const { register, translator } = writing
  const names = (entries: readonly { name: Purpose['name'] }[]) =>
    translator.list(entries.map(({ name }) => translator.merchantText(name)))
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
    ['purposes.channel', channelOf(writing, purpose)],
    ['purposes.data', names(named(writing, register.dataCategories, purpose.dataCategories))],
    ['purposes.recipients', names(named(writing, register.recipients, purpose.recipients).filter(isOutsideStaff))],
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

/** In the order of their topics, whatever the register's order. */
export const inReadingOrder = (purposes: readonly Purpose[]): Purpose[] =>
  purposes.toSorted((a, b) => READING_ORDER[a.topic] - READING_ORDER[b.topic])

export const purposes: SectionWriter = (writing) => [
  proseGroup(writing, 'purposes', [
    ...inReadingOrder(inPart(writing, writing.register.purposes)).map((purpose) => purposeStatement(writing, purpose)),
    ...clauseStatements(writing, 'purposes'),
  ]),
]
