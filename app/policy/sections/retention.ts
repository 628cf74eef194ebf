import type { RetentionRule } from '../../register/index.ts'
import type { Inline, Prose, StatementGroup, TextBlock } from '../model.ts'
import type { PolicyTranslator } from '../translator.ts'
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
const lengthOf = (translator: PolicyTranslator, { trigger, months }: RetentionRule): string =>
  months === 0
    ? translator.translate(`retentionLength.${trigger}.none`)
    : translator.translate(`retentionLength.${trigger}.some`, { duration: translator.months(months) })

/** GDPR Art. 17(3)(b) and (e): what stays, for how long, and why. */
function holds({ translator }: Writing, { legalHolds }: RetentionRule): TextBlock[] {
  const items = legalHolds.map(({ keeps, reason, months }): Inline[] =>
    sentences(
      [...translator.merchantText(keeps, 'strong'), textRun(`, ${translator.months(months)}.`)],
      translator.merchantText(reason),
    ),
  )
  if (items.length === 0) return []
  return [...paragraph([...translator.labelled('retention.held', [])]), { type: 'list', items }]
}

/** GDPR Art. 13(2)(a). */
function ruleStatement(writing: Writing, rule: RetentionRule): Prose {
  const { register, translator } = writing
  const notice = rule.noticeDays > 0 ? [translator.textRun('retention.notice', { days: rule.noticeDays })] : []
  // The merchant's own text states this period better, when it is written in this language.
  const told = rule.months === 0 && translator.isInThisLanguage(rule.description)
  const period = [textRun(`${lengthOf(translator, rule)}.`)]
  const categories = named(writing, register.dataCategories, rule.dataCategories)
  const names = translator.list(categories.map(({ name }) => translator.merchantText(name)))
  const kept = [
    ...(told ? [] : [{ term: translator.translate('retention.kept'), text: period }]),
    ...(names.length > 0 ? [{ term: translator.translate('retention.data'), text: names }] : []),
  ]
  // Of what a law or a claim keeps longer, nobody may read that it is gone.
  const ending = rule.legalHolds.length > 0 ? 'retentionRest' : 'retentionAction'
  const then = sentences([translator.textRun(`${ending}.${rule.action}`)], notice)
  return prose(
    writing,
    {
      kind: 'retention_rule',
      which: rule.id,
      entries: [ref('retention_rule', rule.id)],
      title: translator.translate(`retentionSubject.${rule.subject}`),
      brief: `${translator.translate(`retentionSubject.${rule.subject}`)} (${lengthOf(translator, rule)})`,
    },
    [
      ...paragraph(translator.merchantText(rule.description)),
      { type: 'definitions', items: kept },
      ...holds(writing, rule),
      { type: 'definitions', items: [{ term: translator.translate('retention.then'), text: then }] },
    ],
  )
}

/** Rules about the same people are grouped, in the order in which the register first mentions them. */
export const retention: SectionWriter = (writing) => {
  const { translator } = writing
  const bySubject = Map.groupBy(inPart(writing, writing.register.retentionRules), ({ subject }) => subject)
  return [
    ...[...bySubject].map(
      ([subject, rules]): StatementGroup =>
        proseGroup(
          writing,
          'retention',
          rules.map((rule) => ruleStatement(writing, rule)),
          { key: subject.replaceAll('_', '-'), title: [translator.textRun(`retentionSubject.${subject}`)] },
        ),
    ),
    proseGroup(writing, 'retention', clauseStatements(writing, 'retention')),
  ]
}
