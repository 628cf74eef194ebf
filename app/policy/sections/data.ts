import type { DataCategory } from '../../register/index.ts'
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

/** GDPR Art. 14(1)(d) and 14(2)(f). */
function categoryStatement(writing: Writing, category: DataCategory): Prose {
  const { translator } = writing
  const { items, sources, special, specialCondition } = category
  const from = translator.list(sources.map((source) => [translator.textRun(`source.${source}`)]))
  const note = translator.merchantText(category.sourceNote)
  const where = [...from, { type: 'text' as const, text: '.' }]
  const blocks: TextBlock[] = [
    ...paragraph(translator.merchantText(category.description)),
    ...(items.length > 0 ? [{ type: 'list' as const, items: items.map((item) => translator.merchantText(item)) }] : []),
    ...(sources.length > 0 ? paragraph(translator.labelled('data.from', sentences(where, note))) : []),
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

export const data: SectionWriter = (writing) => [
  proseGroup(writing, 'data', [
    ...provisionStatement(writing),
    ...inPart(writing, writing.register.dataCategories).map((category) => categoryStatement(writing, category)),
    ...clauseStatements(writing, 'data'),
  ]),
]
