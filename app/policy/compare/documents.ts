/** What differs between two documents, statement by statement. Where a statement stands is no difference. */
import {
  type Block,
  type PartId,
  type PolicyDocument,
  type SectionId,
  type Statement,
  type StatementKind,
  statementsOf,
} from '../model.ts'
import { plainText } from '../voice.ts'
import { type Words, wordsBetween } from './words.ts'

interface About {
  id: string
  kind: StatementKind
  part: PartId
  section: SectionId
  sectionTitle: string
  title: string
}

export type StatementChange = About &
  (
    | { change: 'added'; after: string }
    | { change: 'removed'; before: string }
    | { change: 'changed'; before: string; after: string; words: Words[] }
  )

const linesOfBlock = (block: Block): string[] => {
  switch (block.type) {
    case 'paragraph':
      return [plainText(block.text)]
    case 'list':
      return block.items.map((item) => `• ${plainText(item)}`)
    case 'definitions':
      return block.items.map(({ term, text }) => `${term}: ${plainText(text)}`)
  }
}

/** A statement as plain text, a line for each thing it says. */
export function textOf(statement: Statement): string {
  if ('cells' in statement) return statement.cells.map(plainText).join('\n')
  const heading = statement.heading ? [plainText(statement.heading)] : []
  return [...heading, ...statement.blocks.flatMap(linesOfBlock)].join('\n')
}

function statementsById(document: PolicyDocument): Map<string, { about: About; text: string }> {
  const found = new Map<string, { about: About; text: string }>()
  for (const { part, section, statement } of statementsOf(document)) {
    const { id, kind, title } = statement
    const about = { id, kind, part: part.id, section: section.section, sectionTitle: section.title, title }
    found.set(id, { about, text: textOf(statement) })
  }
  return found
}

/** Both documents in the same language. What is new or changed comes in the order of `after`, what is gone at the end. */
export function compareDocuments(before: PolicyDocument, after: PolicyDocument): StatementChange[] {
  const was = statementsById(before)
  const is = statementsById(after)
  const stays = [...is].flatMap(([id, { about, text }]): StatementChange[] => {
    const old = was.get(id)
    if (!old) return [{ ...about, change: 'added', after: text }]
    if (old.text === text) return []
    return [{ ...about, change: 'changed', before: old.text, after: text, words: wordsBetween(old.text, text) }]
  })
  const gone = [...was]
    .filter(([id]) => !is.has(id))
    .map(([, { about, text }]): StatementChange => ({ ...about, change: 'removed', before: text }))
  return [...stays, ...gone]
}
