/** Compares two documents statement by statement. A statement that only moved is no difference. */
import {
  type PartId,
  type PolicyDocument,
  type SectionId,
  type Statement,
  type StatementKind,
  statementsOf,
  type TextBlock,
} from '../model.ts'
import { plainText } from '../translator.ts'
import { Budget, type ChangedText, wordsBetween } from './changed-words.ts'

interface About {
  id: string
  kind: StatementKind
  part: PartId
  section: SectionId
  sectionTitle: string
  title: string
}

type Changed =
  | { change: 'added'; after: string }
  | { change: 'removed'; before: string }
  | { change: 'changed'; before: string; after: string }

/** How a statement differs. */
export type ChangedStatement = About & Changed

/** A differing statement, with its differing words. */
export type StatementChange = About &
  (Exclude<Changed, { change: 'changed' }> | (Extract<Changed, { change: 'changed' }> & { words: ChangedText[] }))

const linesOfBlock = (block: TextBlock): string[] => {
  switch (block.type) {
    case 'paragraph':
      return [plainText(block.text)]
    case 'list':
      return block.items.map((item) => `• ${plainText(item)}`)
    case 'definitions':
      return block.items.map(({ term, text }) => `${term}: ${plainText(text)}`)
  }
}

/** A statement as plain text, one line for each cell or block. */
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

/**
 * The differing statements of two documents in the same language: new and changed ones in the order of `after`, then
 * the removed ones. Costs no more than reading both documents.
 */
export function changedStatements(before: PolicyDocument, after: PolicyDocument): ChangedStatement[] {
  const was = statementsById(before)
  const is = statementsById(after)
  const stays = [...is].flatMap(([id, { about, text }]): ChangedStatement[] => {
    const old = was.get(id)
    if (!old) return [{ ...about, change: 'added', after: text }]
    return old.text === text ? [] : [{ ...about, change: 'changed', before: old.text, after: text }]
  })
  const gone = [...was]
    .filter(([id]) => !is.has(id))
    .map(([, { about, text }]): ChangedStatement => ({ ...about, change: 'removed', before: text }))
  return [...stays, ...gone]
}

/** The differing statements with their words, as far as the time limit allows: see `Budget`. */
export function compareDocuments(before: PolicyDocument, after: PolicyDocument): StatementChange[] {
  const budget = new Budget()
  return changedStatements(before, after).map((change) =>
    change.change === 'changed' ? { ...change, words: wordsBetween(change.before, change.after, budget) } : change,
  )
}
