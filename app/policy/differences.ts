/**
 * What a second part says of its own. Where a statement is the same for other readers, their part has it already: the
 * second one only names it, so that nobody reads the same page twice.
 */
import type { DocumentPart, DocumentSection, Prose, Row, Statement, StatementGroup, TextBlock } from './model.ts'
import type { PolicyTranslator } from './translator.ts'

/** `purpose.orders` of `consumer.purpose.orders`. */
const subjectOf = ({ id }: Statement) => id.slice(id.indexOf('.') + 1)

/** Said of a part as a whole (`processors`), or a clause: once is enough. */
const isGeneral = (statement: Statement) => statement.kind === 'clause' || !subjectOf(statement).includes('.')

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

const contentOf = (statement: Statement) => ('cells' in statement ? statement.cells : statement.blocks)

type Counterparts = ReadonlyMap<string, Statement>

/** Of a list of definitions those that the other part has not; a paragraph is repeated only when it differs. */
function differing(block: TextBlock, others: readonly TextBlock[]): TextBlock[] {
  if (block.type !== 'definitions') return others.some((other) => same(other, block)) ? [] : [block]
  const known = others.flatMap((other) => (other.type === 'definitions' ? other.items : []))
  const items = block.items.filter((item) => !known.some((other) => same(other, item)))
  return items.length > 0 ? [{ ...block, items }] : []
}

const withDifferences = (statement: Prose, counterpart: Statement | undefined): Prose =>
  counterpart && 'blocks' in counterpart
    ? { ...statement, blocks: statement.blocks.flatMap((block) => differing(block, counterpart.blocks)) }
    : statement

/** The statement as an item of a list: its name, or what it says when it has none. */
function named({ cells: _cells, ...statement }: Row | (Prose & { cells?: never })): Prose {
  const said = statement.brief ?? statement.title
  const blocks = 'blocks' in statement ? statement.blocks : []
  return {
    ...statement,
    heading: null,
    blocks: said === '' ? blocks : [{ type: 'paragraph', text: [{ type: 'text', text: said }] }],
  }
}

function sectionWith(section: DocumentSection, others: Counterparts, translator: PolicyTranslator): DocumentSection {
  const alike = (statement: Statement) => {
    const other = others.get(subjectOf(statement))
    if (other) return same(contentOf(other), contentOf(statement))
    // An entry of its own may say the same: how orders of companies are checked for fraud.
    const ofItsKind = [...others.values()].filter(({ kind }) => kind === statement.kind)
    return ofItsKind.some((each) => same(contentOf(each), contentOf(statement)))
  }
  const repeated = section.groups.flatMap((group): Statement[] => group.statements).filter(alike)
  const groups = section.groups.map((group): StatementGroup => {
    if (group.layout === 'table') return { ...group, statements: group.statements.filter((each) => !alike(each)) }
    const own = group.statements.filter((each) => !alike(each))
    return { ...group, statements: own.map((each) => withDifferences(each, others.get(subjectOf(each)))) }
  })
  const list: StatementGroup = {
    layout: 'list',
    id: `${section.id}-same`,
    title: [{ type: 'text', text: translator.translate('labelled', { label: translator.translate('parts.same') }) }],
    statements: repeated.filter((statement) => !isGeneral(statement)).map(named),
  }
  return { ...section, groups: [list, ...groups].filter(({ statements }) => statements.length > 0) }
}

/** A part without what another one says in the same words. */
export function onlyDifferences(part: DocumentPart, other: DocumentPart, translator: PolicyTranslator): DocumentPart {
  const statements = other.sections.flatMap(({ groups }) => groups.flatMap((group): Statement[] => group.statements))
  const others = new Map(statements.map((statement) => [subjectOf(statement), statement]))
  const sections = part.sections.map((section) => sectionWith(section, others, translator))
  return { ...part, sections: sections.filter(({ groups }) => groups.length > 0) }
}
