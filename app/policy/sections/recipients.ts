import { RECIPIENT_KINDS, type Recipient } from '../../register/index.ts'
import type { Inline, Prose, StatementGroup } from '../model.ts'
import type { TextKey } from '../translator.ts'
import {
  clauseStatements,
  inPart,
  link,
  paragraph,
  prose,
  proseGroup,
  ref,
  refs,
  type SectionWriter,
  sentence,
  sentences,
  textRun,
  type Writing,
} from '../writing.ts'
import { untilNo } from './united-states.ts'

type Kind = Recipient['kind']

/** What holds for everyone of a kind: GDPR Art. 28(3)(a); Art. 26(1) and (3); Art. 4(7). */
const HOLDS_FOR: Partial<Record<Kind, { kind: 'processors' | 'joint_controllers' | 'controllers'; text: TextKey }>> = {
  processor: { kind: 'processors', text: 'recipients.processors' },
  joint_controller: { kind: 'joint_controllers', text: 'recipients.joint' },
  controller: { kind: 'controllers', text: 'recipients.controllers' },
}

function onlyWithConsent(writing: Writing, { id, kind }: Recipient): Inline[] {
  const named = inPart(writing, writing.register.purposes).filter(({ recipients }) =>
    recipients.some((one) => one === id),
  )
  const holds = kind === 'joint_controller' && named.length > 0
  if (!holds || named.some(({ legalBasis }) => legalBasis !== 'consent')) return []
  return sentences(
    [writing.translator.textRun('recipients.onlyWithConsent')],
    untilNo(writing, named, 'unitedStates.recipients'),
  )
}

/** `**Carrier** (delivery, France).` The service is stated only when the merchant's note does not. */
function headOf({ translator }: Writing, recipient: Recipient): Inline[] {
  const described = translator.merchantText(recipient.description).length > 0
  const known = [
    ...(described || recipient.service === 'other' ? [] : [translator.translate(`service.${recipient.service}`)]),
    ...(recipient.country ? [translator.country(recipient.country)] : []),
  ]
  return [
    ...translator.merchantText(recipient.name, 'strong'),
    textRun(known.length > 0 ? ` (${known.join(', ')}).` : '.'),
  ]
}

/** GDPR Art. 13(1)(e). */
function recipientStatement(writing: Writing, recipient: Recipient): Prose {
  const { translator } = writing
  const arrangement = translator.merchantText(recipient.arrangement)
  // The merchant's note says it better, when it is written in this language.
  const duty = recipient.requiredBeforeContract && !translator.isInThisLanguage(recipient.note)
  return prose(
    writing,
    {
      kind: 'recipient',
      which: recipient.id,
      entries: [ref('recipient', recipient.id)],
      title: translator.merchantPlainText(recipient.name),
    },
    [
      ...paragraph(
        sentences(
          headOf(writing, recipient),
          onlyWithConsent(writing, recipient),
          translator.merchantText(recipient.description),
          duty ? [translator.textRun('recipients.beforeContract')] : [],
          translator.merchantText(recipient.note),
          recipient.buys ? [translator.textRun('recipients.buys')] : [],
          recipient.privacyPolicyUrl
            ? translator.labelled('recipients.policy', [link(recipient.privacyPolicyUrl)])
            : [],
        ),
      ),
      ...(arrangement.length > 0 ? paragraph(translator.labelled('recipients.arrangement', arrangement)) : []),
    ],
  )
}

function groupOf(writing: Writing, kind: Kind): StatementGroup[] {
  const { translator } = writing
  const recipients = inPart(writing, writing.register.recipients).filter((recipient) => recipient.kind === kind)
  if (recipients.length === 0) return []
  const title = translator.translate(`recipients.${kind}`)
  const holds = HOLDS_FOR[kind]
  const statements = [
    ...(holds
      ? [
          sentence(writing, { kind: holds.kind, entries: refs('recipient', recipients), title }, [
            translator.textRun(holds.text),
          ]),
        ]
      : []),
    ...recipients.map((recipient) => recipientStatement(writing, recipient)),
  ]
  return [proseGroup(writing, 'recipients', statements, { key: kind.replaceAll('_', '-'), title: [textRun(title)] })]
}

export const recipients: SectionWriter = (writing) => [
  ...RECIPIENT_KINDS.flatMap((kind) => groupOf(writing, kind)),
  proseGroup(writing, 'recipients', clauseStatements(writing, 'recipients')),
]
