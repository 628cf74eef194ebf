/** Turns a pasted policy, plain or HTML, into its lines. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter } from 'parse5'
import { INLINE_ELEMENTS, parseBounded } from '../../render/normalise.ts'
import { MAX_SENTENCE } from '../limits.ts'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

export interface Line {
  text: string
  /** The level of a heading, 1 to 6; null for other lines. */
  level: number | null
}

/** A browser, an editor or Shopify writes at least one of these; a person who writes "<3" does not. */
const MARKUP = /<\/?(?:p|div|h[1-6]|ul|ol|li|br|span|a|strong|b|em|table|tr|td|body|html|section|article)(?:\s|\/?>)/i

/** Their text is not read by anybody. */
const UNREAD_ELEMENTS = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'head',
  'svg',
  'iframe',
  'object',
  'select',
])

const HEADING_ELEMENT = /^h([1-6])$/
/** Short lines of these are no headings. */
const ITEM_ELEMENTS = new Set(['li', 'dt', 'dd', 'td', 'th'])

const SPACES = /[\s\u00A0\u202F\u200B\uFEFF]+/gu
const tidy = (text: string) => text.normalize('NFC').replace(SPACES, ' ').trim()

const MAILTO = 'mailto:'

/** The address behind a mail link or an outside link, when its text does not show it. */
function addressBehind({ tagName, attrs }: Element, text: string): string {
  const href = tagName === 'a' ? attrs.find(({ name }) => name === 'href')?.value.trim() : undefined
  if (!href || !/^(?:https?|mailto):/i.test(href)) return ''
  const address = href.startsWith(MAILTO) ? (href.slice(MAILTO.length).split('?')[0] ?? '') : href
  return text.includes(address) ? '' : ` (${address})`
}

const STRONG_ELEMENTS = new Set(['strong', 'b'])

/** "<strong>Right to delete.</strong> You may …": the strong words that begin a line and end it are its title. */
const isTitle = (line: string, { childNodes: [first] }: Element): boolean =>
  first !== undefined &&
  defaultTreeAdapter.isTextNode(first) &&
  /[.:]\s*$/.test(line) &&
  line.length <= LONGEST_HEADING &&
  line.trim() === first.value.trim()

/** Walks without recursion, because a page may nest deeper than the call stack. */
function linesOfNodes(nodes: readonly Node[]): Line[] {
  const lines: Line[] = []
  let text = ''
  const end = (tagName = '') => {
    const said = tidy(text)
    const [, level] = HEADING_ELEMENT.exec(tagName) ?? []
    const looks = !ITEM_ELEMENTS.has(tagName) && looksLikeHeading(said) ? OTHER_LEVEL : null
    if (said !== '') lines.push({ text: said, level: level ? Number(level) : looks })
    text = ''
  }
  const left: { node: Node; isRead: boolean }[] = nodes.map((node) => ({ node, isRead: false })).reverse()
  for (let next = left.pop(); next; next = left.pop()) {
    const { node, isRead } = next
    if (defaultTreeAdapter.isTextNode(node)) text += node.value
    if (!defaultTreeAdapter.isElementNode(node) || UNREAD_ELEMENTS.has(node.tagName)) continue
    const isInline = INLINE_ELEMENTS.has(node.tagName)
    if (isRead && STRONG_ELEMENTS.has(node.tagName) && isTitle(text, node)) end('h5')
    else if (isRead) {
      text += addressBehind(node, text)
      if (!isInline) end(node.tagName)
    } else {
      if (!isInline) end()
      left.push({ node, isRead: true })
      for (const child of node.childNodes.toReversed()) left.push({ node: child, isRead: false })
    }
  }
  end()
  return lines
}

const BULLET = /^(?:[-–—*•·▪◦‣o]\s+|[-–•·▪◦‣](?=\p{L})|\(?[a-z0-9]{1,2}[.)]\s+)/u
const NUMBERED = /^(?:\d{1,2}(?:\.\d{1,2})*\s?[-–.):]|[IVX]{1,5}[.)]|Art(?:icle|\.)\s?\d)/u
const ENDS_A_SENTENCE = /[.;,!…]$/u
const LONGEST_HEADING = 110
/** Of a heading that only looks like one. */
const OTHER_LEVEL = 4
/** Shorter lines end where their writer ended them. */
const SHORTEST_WRAPPED = 50

/** A short line without an end: "WHAT DATA IS COLLECTED?", "2- For marketing purposes". */
function looksLikeHeading(text: string): boolean {
  if (text.length > LONGEST_HEADING || text === '') return false
  return NUMBERED.test(text) ? !ENDS_A_SENTENCE.test(text) : /\p{L}/u.test(text) && !ENDS_A_SENTENCE.test(text)
}

const lettersOf = (text: string, kind: RegExp) => text.match(kind)?.length ?? 0
const isInCapitals = (text: string) => lettersOf(text, /\p{Lu}/gu) > lettersOf(text, /\p{Ll}/gu)

/** An e-mail or a PDF breaks its lines within a sentence: what goes on in lower case belongs to the line before. */
function unwrapped(lines: readonly string[]): string[] {
  const whole: string[] = []
  for (const line of lines) {
    const before = whole.at(-1) ?? ''
    const isOpen = before.length >= SHORTEST_WRAPPED && before.length <= MAX_SENTENCE && !isInCapitals(before)
    const goesOn = isOpen && /^\p{Ll}/u.test(line) && !BULLET.test(line)
    if (goesOn && !/[.;:!?…]$/u.test(before)) whole.splice(-1, 1, `${before} ${line}`)
    else whole.push(line)
  }
  return whole
}

function linesOfText(text: string): Line[] {
  return unwrapped(text.split(/\r\n?|\n/).map(tidy)).flatMap((line): Line[] => {
    if (line === '') return []
    const isItem = BULLET.test(line) && !NUMBERED.test(line)
    return [
      { text: line.replace(/^[-–—*•·▪◦‣]\s*/u, ''), level: !isItem && looksLikeHeading(line) ? OTHER_LEVEL : null },
    ]
  })
}

/** The lines as a reader sees them. HTML with too many elements is read as plain text. */
export function linesOfPresent(pasted: string): Line[] {
  const parsed = MARKUP.test(pasted) ? parseBounded(pasted) : null
  return parsed ? linesOfNodes(parsed) : linesOfText(pasted)
}
