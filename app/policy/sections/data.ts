import { type DataCategory, isWritten } from '../../register/index.ts'
import type { Prose, TextBlock } from '../model.ts'
import {
  clauseStatements,
  inPart,
  paragraph,
  prose,
  proseGroup,
  ref,
  refs,
  type SectionWriter,
  sentence,
  sentences,
  type Writing,
} from '../writing.ts'

/** Said once for all of them. */
const isFromTheReader = ({ sources, sourceNote }: DataCategory) =>
  sources.length === 1 && sources[0] === 'data_subject' && !isWritten(sourceNote)

/** GDPR Art. 14(1)(d) and 14(2)(f). */
function categoryStatement(writing: Writing, category: DataCategory): Prose {
  const { translator } = writing
  const { items, sources, special, specialCondition } = category
  const note = translator.merchantText(category.sourceNote)
  // Who gives it is said by the merchant's note, when it is written in this language.
  const isTold = note.length > 0 && translator.isInThisLanguage(category.sourceNote)
  const said = sources.filter((source) => !isTold || source === 'data_subject' || source === 'observed')
  const from = translator.list(said.map((source) => [translator.textRun(`source.${source}`)]))
  const where = from.length > 0 ? [...from, { type: 'text' as const, text: '.' }] : []
  const blocks: TextBlock[] = [
    ...paragraph(translator.merchantText(category.description)),
    ...(items.length > 0 ? [{ type: 'list' as const, items: items.map((item) => translator.merchantText(item)) }] : []),
    ...(sources.length > 0 && !isFromTheReader(category)
      ? paragraph(translator.labelled('data.from', sentences(where, note)))
      : []),
    ...(special && specialCondition
      ? paragraph([
          ...translator.labelled('data.special', [translator.textRun(`condition.${specialCondition}`)]),
          { type: 'text', text: '.' },
        ])
      : []),
  ]
  return prose(
    writing,
    {
      kind: 'data_category',
      which: category.id,
      entries: [ref('data_category', category.id)],
      title: translator.merchantPlainText(category.name),
    },
    blocks,
    translator.merchantText(category.name),
  )
}

/** Art. 13(2)(e). Optional data is stated once; a duty to give data is stated with its purpose. */
function provisionStatement(writing: Writing): Prose[] {
  const optional = inPart(writing, writing.register.purposes).filter(({ provision }) => provision === 'optional')
  if (optional.length === 0) return []
  const { translator } = writing
  return [
    sentence(
      writing,
      { kind: 'provision', entries: refs('purpose', optional), title: translator.translate('purposes.provision') },
      [translator.textRun('provision.rest')],
    ),
  ]
}

/** Art. 13: what comes from nowhere else. */
function sourceStatement(writing: Writing): Prose[] {
  const given = inPart(writing, writing.register.dataCategories).filter(isFromTheReader)
  if (given.length === 0) return []
  const { translator } = writing
  return [
    sentence(
      writing,
      { kind: 'data_source', entries: refs('data_category', given), title: translator.translate('data.from') },
      [translator.textRun('data.fromYou')],
    ),
  ]
}

export const data: SectionWriter = (writing) => [
  proseGroup(writing, 'data', [
    ...provisionStatement(writing),
    ...sourceStatement(writing),
    ...inPart(writing, writing.register.dataCategories).map((category) => categoryStatement(writing, category)),
    ...clauseStatements(writing, 'data'),
  ]),
]
