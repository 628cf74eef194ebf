import { AUDIENCES, type Purpose, partsOfStatement } from '../../register/index.ts'
import type { Inline, PartId, Prose, SectionId } from '../model.ts'
import {
  clauseStatements,
  linkToSection,
  proseGroup,
  refs,
  type SectionWriter,
  sentence,
  sentences,
  textRun,
  type Writing,
} from '../writing.ts'
import { inReadingOrder } from './purposes.ts'
import { untilNo } from './united-states.ts'

/** More names do not fit on the first screen; the section that it leads to has them all. */
const MOST_NAMES = 10

function namesOf(
  { translator }: Writing,
  purposes: readonly { name: Parameters<typeof translator.merchantText>[0] }[],
) {
  const names = [...new Set(purposes.map(({ name }) => translator.merchantPlainText(name)))]
  const shown = names.slice(0, MOST_NAMES).map((name) => [textRun(name)])
  return [...translator.list(shown), textRun(names.length > MOST_NAMES ? '…' : '.')]
}

/** The first screen: what most readers want to know, each line with a link to the section that says all of it. */
function summary(writing: Writing): Prose[] {
  const { register, translator, audiences } = writing
  const [first = 'consumer'] = audiences
  // Those for other readers are in their part.
  const theirs = register.purposes.filter(({ audience }) => audience.includes(first))
  // Purposes of one topic by their id, so that this line stays the same when staff only move them.
  const ordered = inReadingOrder(theirs.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  const consented = ordered.filter(({ legalBasis }) => legalBasis === 'consent')
  const others = ordered.filter(({ legalBasis }) => legalBasis !== 'consent')
  const line = (which: string, entries: Prose['entries'], said: Inline[], section: SectionId, part: PartId = first) =>
    sentence(
      writing,
      { kind: 'summary', which, entries, title: translator.translate('sections.essentials') },
      sentences(said, [linkToSection(part, section, translator.translate(`sections.${section}`))]),
    )
  return [
    ...(others.length > 0
      ? [
          line(
            'uses',
            refs('purpose', others),
            translator.labelled('summary.uses', namesOf(writing, others)),
            'purposes',
          ),
        ]
      : []),
    ...(consented.length > 0
      ? [
          sentence(
            writing,
            {
              kind: 'summary',
              which: 'consent',
              entries: refs('purpose', consented),
              title: translator.translate('sections.essentials'),
            },
            sentences(
              translator.labelled('summary.consent', namesOf(writing, consented)),
              ...inTheUnitedStates(writing, consented),
            ),
          ),
        ]
      : []),
    ...noSale(writing),
    ...(register.retentionRules.length > 0
      ? [
          line(
            'kept',
            refs('retention_rule', register.retentionRules),
            [translator.textRun('summary.kept')],
            'retention',
          ),
        ]
      : []),
    line('rights', [], [translator.textRun('summary.rights')], 'rights', 'general'),
  ]
}

function inTheUnitedStates(writing: Writing, consented: readonly Purpose[]): Inline[][] {
  const said = untilNo(writing, consented, 'unitedStates.summary')
  const title = writing.translator.translate('sections.united_states')
  return said.length > 0 ? [said, [linkToSection('general', 'united_states', title)]] : []
}

/** Left out when a recipient pays for data, or a purpose counts as a sale. */
function noSale(writing: Writing): Prose[] {
  const entries = partsOfStatement(writing.register, 'no_sale')
  if (entries.length === 0) return []
  const { translator } = writing
  const about = { kind: 'no_sale', entries, title: translator.translate('essentials.noSaleTitle') } as const
  return [sentence(writing, about, [translator.textRun('essentials.noSale')])]
}

function audiencesStatement(writing: Writing): Prose[] {
  const { register, translator, audiences } = writing
  if (audiences.length < AUDIENCES.length) return []
  const about = {
    kind: 'audiences',
    entries: refs('purpose', register.purposes),
    title: translator.translate('essentials.audiencesTitle'),
  } as const
  return [sentence(writing, about, [translator.textRun('essentials.audiences')])]
}

export const essentials: SectionWriter = (writing) => [
  proseGroup(writing, 'essentials', clauseStatements(writing, 'introduction')),
  { layout: 'list', id: 'general-summary', title: null, statements: summary(writing) },
  proseGroup(writing, 'essentials', audiencesStatement(writing)),
]
