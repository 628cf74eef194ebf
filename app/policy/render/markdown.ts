/** Renders a document as CommonMark with GitHub's tables. Texts are escaped, so that none becomes markup. */
import type {
  DocumentPart,
  DocumentSection,
  Inline,
  PolicyDocument,
  Prose,
  StatementGroup,
  TextBlock,
} from '../model.ts'

/** Characters with a meaning anywhere in a line (CommonMark 0.31.2, § 2.4 and § 6; `|` and `~`: GitHub's extension). */
const ANYWHERE = /[\\`*_[\]<>&|~!]/g
/** Characters with a meaning only at the start of a line (§ 4 and § 5). */
const AT_START = /^(\s*)([#+=-]|\d{1,9}(?=[.)]))/

const escaped = (text: string): string => text.replace(ANYWHERE, '\\$&').replace(/\s+/g, ' ')

/** A digit cannot be escaped, but the character after it can. */
const startEscaped = (line: string): string =>
  line.replace(AT_START, (_all, space: string, sign: string) =>
    /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
  )

/** In a destination in angle brackets, `<`, `>`, `\` and line ends would end it (§ 6.3). */
const destination = (href: string): string => `<${href.replace(/[<>\\]/g, '\\$&').replace(/\s/g, '%20')}>`

function inline(run: Inline): string {
  if (run.type === 'break') return '\\\n'
  // A place in the page has no address there.
  if (run.type === 'link' && run.href.startsWith('#')) return escaped(run.text)
  if (run.type === 'link') return `[${escaped(run.text)}](${destination(run.href)})`
  // With a space beside them, the asterisks would not be markup.
  if (run.type === 'strong') return `**${escaped(run.text.trim())}**`
  return escaped(run.text)
}

const written = (text: readonly Inline[]): string => text.map(inline).join('').trim()

/** Text of several lines, each escaped as the start of a line. */
const flowing = (text: readonly Inline[]): string => written(text).split('\n').map(startEscaped).join('\n')

/** Cells and headings hold a single line. */
const flat = (text: readonly Inline[]): string => written(text).replaceAll('\\\n', ' ')

const indented = (lines: string): string => lines.replaceAll('\n', '\n  ')

function block(said: TextBlock): string {
  switch (said.type) {
    case 'paragraph':
      return flowing(said.text)
    case 'list':
      return said.items.map((item) => `- ${indented(flowing(item))}`).join('\n')
    case 'definitions':
      return said.items.map(({ term, text }) => `- **${escaped(term)}**\\\n  ${indented(flowing(text))}`).join('\n')
  }
}

const heading = (level: number, text: readonly Inline[]) => `${'#'.repeat(Math.min(level, 6))} ${flat(text)}`

const prose = ({ heading: title, blocks }: Prose, level: number): string[] => [
  ...(title ? [heading(level, title)] : []),
  ...blocks.map(block),
]

const listItem = ({ blocks }: Prose): string => `- ${blocks.map((each) => indented(block(each))).join('\n\n  ')}`

const tableRow = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function group(said: StatementGroup, level: number): string[] {
  const titled = said.title ? [heading(level, said.title)] : []
  if (said.layout === 'list')
    return [...(said.title ? [flowing(said.title)] : []), said.statements.map(listItem).join('\n')]
  if (said.layout === 'prose')
    return [...titled, ...said.statements.flatMap((statement) => prose(statement, said.title ? level + 1 : level))]
  const head = [tableRow(said.columns.map(escaped)), tableRow(said.columns.map(() => '---'))]
  return [...titled, [...head, ...said.statements.map(({ cells }) => tableRow(cells.map(flat)))].join('\n')]
}

const section = ({ title, groups }: DocumentSection, level: number): string[] => [
  `${'#'.repeat(level)} ${escaped(title)}`,
  ...groups.flatMap((each) => group(each, level + 1)),
]

const part = ({ title, sections }: DocumentPart): string[] =>
  title === null
    ? sections.flatMap((each) => section(each, 2))
    : [`## ${escaped(title)}`, ...sections.flatMap((each) => section(each, 3))]

export const toMarkdown = ({ title, parts }: PolicyDocument): string =>
  `${[`# ${escaped(title)}`, ...parts.flatMap(part)].join('\n\n')}\n`
