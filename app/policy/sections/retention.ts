import type { RetentionRule } from '../../register/index.ts'
import type { Inline, Prose, StatementGroup, TextBlock } from '../model.ts'
import type { Voice } from '../voice.ts'
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

/** `until 36 months have passed without activity`. */
export const lengthOf = (voice: Voice, { trigger, months }: RetentionRule): string =>
  months === 0
    ? voice.say(`retentionLength.${trigger}.none`)
    : voice.say(`retentionLength.${trigger}.some`, { duration: voice.months(months) })

/** GDPR Art. 17(3)(b) and (e): what stays, for how long, and why. */
function holds({ voice }: Writing, { legalHolds }: RetentionRule): TextBlock[] {
  if (legalHolds.length === 0) return []
  const items = legalHolds.map(({ keeps, reason, months }): Inline[] =>
    sentences([...voice.own(keeps, 'strong'), textRun(`, ${voice.months(months)}.`)], voice.own(reason)),
  )
  return [...paragraph([...voice.labelled('retention.held', [])]), { type: 'list', items }]
}

/** GDPR Art. 13(2)(a). */
function ruleStatement(writing: Writing, rule: RetentionRule): Prose {
  const { register, voice } = writing
  const notice = rule.noticeDays > 0 ? [voice.plain('retention.notice', { days: rule.noticeDays })] : []
  // "As long as the contract lasts" is what the merchant's own words say, where there are any in this language.
  const told = rule.months === 0 && voice.isOwn(rule.description)
  const categories = named(writing, register.dataCategories, rule.dataCategories)
  const then = sentences([voice.plain(`retentionAction.${rule.action}`)], notice)
  return prose(
    writing,
    {
      kind: 'retention_rule',
      which: rule.id,
      entries: [ref('retention_rule', rule.id)],
      title: voice.say(`retentionSubject.${rule.subject}`),
    },
    [
      ...paragraph(voice.own(rule.description)),
      {
        type: 'definitions',
        items: [
          ...(told ? [] : [{ term: voice.say('retention.kept'), text: [textRun(`${lengthOf(voice, rule)}.`)] }]),
          { term: voice.say('retention.then'), text: then },
          ...(categories.length > 0
            ? [{ term: voice.say('retention.data'), text: voice.list(categories.map(({ name }) => voice.own(name))) }]
            : []),
        ],
      },
      ...holds(writing, rule),
    ],
  )
}

/** Rules about the same people stand together, in the order in which the register first speaks of them. */
export const retention: SectionWriter = (writing) => {
  const { voice } = writing
  const bySubject = Map.groupBy(inPart(writing, writing.register.retentionRules), ({ subject }) => subject)
  return [
    ...[...bySubject].map(
      ([subject, rules]): StatementGroup =>
        proseGroup(
          writing,
          'retention',
          rules.map((rule) => ruleStatement(writing, rule)),
          { key: subject.replaceAll('_', '-'), title: [voice.plain(`retentionSubject.${subject}`)] },
        ),
    ),
    proseGroup(writing, 'retention', clauseStatements(writing, 'retention')),
  ]
}
