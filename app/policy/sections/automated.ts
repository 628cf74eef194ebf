import type { Purpose } from '../../register/index.ts'
import type { Prose, StatementKind } from '../model.ts'
import {
  clauseStatements,
  inPart,
  paragraph,
  prose,
  proseGroup,
  ref,
  type SectionWriter,
  sentences,
  type Writing,
} from '../writing.ts'
import { untilNo } from './united-states.ts'

const about = ({ translator }: Writing, kind: StatementKind, purpose: Purpose) => ({
  kind,
  which: purpose.id,
  entries: [ref('purpose', purpose.id)],
  title: translator.merchantPlainText(purpose.name),
})

/** GDPR Art. 4(4) and 21(2). */
function profilingStatement(writing: Writing, purpose: Purpose): Prose {
  const { translator } = writing
  const choice = purpose.legalBasis === 'consent' ? 'automated.withConsent' : 'automated.objection'
  const text = sentences(
    [translator.textRun('automated.profiling')],
    [translator.textRun(choice)],
    untilNo(writing, [purpose], 'unitedStates.profiling'),
  )
  return prose(
    writing,
    about(writing, 'profiling', purpose),
    [{ type: 'paragraph', text }],
    translator.merchantText(purpose.name),
  )
}

/** Art. 13(2)(f): the logic involved, and the significance and consequences for the person. */
function decisionStatement(writing: Writing, purpose: Purpose): Prose[] {
  const { translator } = writing
  const { automatedDecision } = purpose
  if (!automatedDecision) return []
  const logic = translator.merchantText(automatedDecision.logic)
  const consequences = translator.merchantText(automatedDecision.consequences)
  return [
    prose(
      writing,
      about(writing, 'automated_decision', purpose),
      [
        ...paragraph(logic.length > 0 ? translator.labelled('automated.logic', logic) : []),
        ...paragraph(consequences.length > 0 ? translator.labelled('automated.consequences', consequences) : []),
      ],
      translator.merchantText(purpose.name),
    ),
  ]
}

export const automated: SectionWriter = (writing) => {
  const purposes = inPart(writing, writing.register.purposes)
  return [
    proseGroup(writing, 'automated', [
      ...purposes.filter(({ profiling }) => profiling).map((purpose) => profilingStatement(writing, purpose)),
      ...purposes.flatMap((purpose) => decisionStatement(writing, purpose)),
      ...clauseStatements(writing, 'automated_decisions'),
    ]),
  ]
}
