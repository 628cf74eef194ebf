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
  const { voice } = writing
  const { items, sources, special, specialCondition } = category
  const from = voice.list(sources.map((source) => [voice.plain(`source.${source}`)]))
  const note = voice.own(category.sourceNote)
  const where = [...from, { type: 'text' as const, text: '.' }]
  const blocks: TextBlock[] = [
    ...paragraph(voice.own(category.description)),
    ...(items.length > 0 ? [{ type: 'list' as const, items: items.map((item) => voice.own(item)) }] : []),
    ...(sources.length > 0 ? paragraph(voice.labelled('data.from', sentences(where, note))) : []),
    ...(special && specialCondition
      ? paragraph([
          ...voice.labelled('data.special', [voice.plain(`condition.${specialCondition}`)]),
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
      title: voice.ownPlain(category.name),
    },
    blocks,
    voice.own(category.name),
  )
}

/** Art. 13(2)(e). Said once for all that is optional; a duty to give data is said with its purpose. */
function provisionStatement(writing: Writing): Prose[] {
  const optional = inPart(writing, writing.register.purposes).filter(({ provision }) => provision === 'optional')
  if (optional.length === 0) return []
  const { voice } = writing
  return [
    sentence(
      writing,
      { kind: 'provision', entries: refs('purpose', optional), title: voice.say('purposes.provision') },
      [voice.plain('provision.rest')],
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
