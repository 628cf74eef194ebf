import { RECIPIENT_KINDS, type Recipient } from '../../register/index.ts'
import type { Group, Inline, Prose } from '../model.ts'
import type { TextKey } from '../voice.ts'
import {
  clauses,
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
  text,
  type Writing,
} from '../writing.ts'

type Kind = Recipient['kind']

/** What holds for everyone of a kind: GDPR Art. 28(3)(a); Art. 26(1) and (3); Art. 4(7). */
const HOLDS_FOR: Partial<Record<Kind, { kind: 'processors' | 'joint_controllers' | 'controllers'; text: TextKey }>> = {
  processor: { kind: 'processors', text: 'recipients.processors' },
  joint_controller: { kind: 'joint_controllers', text: 'recipients.joint' },
  controller: { kind: 'controllers', text: 'recipients.controllers' },
}

function onlyWithConsent(writing: Writing, { id, kind }: Recipient): boolean {
  const named = inPart(writing, writing.register.purposes).filter(({ recipients }) =>
    recipients.some((one) => one === id),
  )
  return kind === 'joint_controller' && named.length > 0 && named.every(({ legalBasis }) => legalBasis === 'consent')
}

/** `**Carrier** (delivery, France).` What it does is only said here when the merchant does not say it better. */
function headOf({ voice }: Writing, recipient: Recipient): Inline[] {
  const described = voice.own(recipient.description).length > 0
  const known = [
    ...(described || recipient.service === 'other' ? [] : [voice.say(`service.${recipient.service}`)]),
    ...(recipient.country ? [voice.country(recipient.country)] : []),
  ]
  return [...voice.own(recipient.name, 'strong'), text(known.length > 0 ? ` (${known.join(', ')}).` : '.')]
}

/** GDPR Art. 13(1)(e). */
function recipientStatement(writing: Writing, recipient: Recipient): Prose {
  const { voice } = writing
  const arrangement = voice.own(recipient.arrangement)
  // The merchant's note says it in better words, where it is written in this language.
  const duty = recipient.requiredBeforeContract && !voice.isOwn(recipient.note)
  return prose(
    writing,
    {
      kind: 'recipient',
      which: recipient.id,
      entries: [ref('recipient', recipient.id)],
      title: voice.ownPlain(recipient.name),
    },
    [
      ...paragraph(
        sentences(
          headOf(writing, recipient),
          onlyWithConsent(writing, recipient) ? [voice.plain('recipients.onlyWithConsent')] : [],
          voice.own(recipient.description),
          duty ? [voice.plain('recipients.beforeContract')] : [],
          voice.own(recipient.note),
          recipient.buys ? [voice.plain('recipients.buys')] : [],
          recipient.privacyPolicyUrl ? voice.labelled('recipients.policy', [link(recipient.privacyPolicyUrl)]) : [],
        ),
      ),
      ...(arrangement.length > 0 ? paragraph(voice.labelled('recipients.arrangement', arrangement)) : []),
    ],
  )
}

function groupOf(writing: Writing, kind: Kind): Group[] {
  const { voice } = writing
  const recipients = inPart(writing, writing.register.recipients).filter((recipient) => recipient.kind === kind)
  if (recipients.length === 0) return []
  const title = voice.say(`recipients.${kind}`)
  const holds = HOLDS_FOR[kind]
  const statements = [
    ...(holds
      ? [
          sentence(writing, { kind: holds.kind, entries: refs('recipient', recipients), title }, [
            voice.plain(holds.text),
          ]),
        ]
      : []),
    ...recipients.map((recipient) => recipientStatement(writing, recipient)),
  ]
  return [proseGroup(writing, 'recipients', statements, { key: kind.replaceAll('_', '-'), title: [text(title)] })]
}

export const recipients: SectionWriter = (writing) => [
  ...RECIPIENT_KINDS.flatMap((kind) => groupOf(writing, kind)),
  proseGroup(writing, 'recipients', clauses(writing, 'recipients')),
]
