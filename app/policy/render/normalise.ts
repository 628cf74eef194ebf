/**
 * HTML reduced to what a reader gets from it, so that what we wrote and what Shopify gives back can be compared:
 * Shopify may write entities, white space, quotes and attributes in another way, and drop or add some.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** What runs along in a line. Everything else begins and ends one. */
const INLINE_ELEMENTS = new Set([
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'mark'],
  ...['q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr'],
])

/** Elements that bring something of their own, which no policy of ours holds: their presence is a difference. */
const EMBEDDED_ELEMENTS = new Set([
  'img',
  'iframe',
  'embed',
  'object',
  'video',
  'audio',
  'script',
  'style',
  'link',
  'form',
  'input',
])

const HEADING = /^h[1-6]$/

/** All white space is one kind: editors write no-break spaces as plain ones, and the other way round. */
const SPACES = /[\s\u00A0\u202F\u200B\uFEFF]+/gu

const attribute = ({ attrs }: Element, name: string) => attrs.find((each) => each.name === name)?.value.trim()

/** Kept writes 30,000 into a page of 512 KB. A page that opens elements without end gives a parser millions. */
const MOST_ELEMENTS = 200_000

class TooManyElements extends Error {}

/** Null for a page of more elements than a text has. */
function parse(html: string): Node[] | null {
  let elements = 0
  const createElement: typeof defaultTreeAdapter.createElement = (...element) => {
    elements += 1
    if (elements > MOST_ELEMENTS) throw new TooManyElements()
    return defaultTreeAdapter.createElement(...element)
  }
  try {
    return parseFragment(html, { treeAdapter: { ...defaultTreeAdapter, createElement } }).childNodes
  } catch (error) {
    if (error instanceof TooManyElements) return null
    throw error
  }
}

/**
 * The lines that a reader reads, in their order: text without emphasis, with `h2` and a tab before a heading and the
 * address behind a link that leaves the page. Two pages with the same lines say the same. What is no page that anybody
 * reads is taken as it is written.
 */
export function linesOf(html: string): string[] {
  const parsed = parse(html)
  if (parsed === null) return html.split('\n')
  const lines: string[] = []
  let line = ''
  const end = (prefix = '') => {
    const said = line.normalize('NFC').replace(SPACES, ' ').trim()
    if (said !== '') lines.push(`${prefix}${said}`)
    line = ''
  }
  const open = (node: Element) => {
    const { tagName } = node
    if (!INLINE_ELEMENTS.has(tagName)) end()
    if (EMBEDDED_ELEMENTS.has(tagName))
      line += ` <${tagName} ${attribute(node, 'src') ?? attribute(node, 'href') ?? ''}> `
  }
  const close = (node: Element) => {
    const { tagName } = node
    const href = tagName === 'a' ? attribute(node, 'href') : undefined
    if (href !== undefined && !href.startsWith('#')) line += ` <${href}>`
    if (!INLINE_ELEMENTS.has(tagName)) end(HEADING.test(tagName) ? `${tagName}\t` : '')
  }
  // Not by recursion: a page may nest deeper than the stack.
  const left: { node: Node; isRead: boolean }[] = parsed.map((node) => ({ node, isRead: false })).reverse()
  for (let next = left.pop(); next; next = left.pop()) {
    const { node, isRead } = next
    if (defaultTreeAdapter.isTextNode(node)) line += node.value
    if (!defaultTreeAdapter.isElementNode(node)) continue
    if (isRead) close(node)
    else {
      open(node)
      left.push({ node, isRead: true })
      for (const child of node.childNodes.toReversed()) left.push({ node: child, isRead: false })
    }
  }
  end()
  return lines
}

export const normaliseHtml = (html: string): string => linesOf(html).join('\n')
