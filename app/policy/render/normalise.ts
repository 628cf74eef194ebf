/**
 * Reduces HTML to what a reader perceives, so that Kept's text can be compared with what Shopify returns: Shopify may
 * write entities, white space, quotes and attributes differently, and drop or add some.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** Elements inside a line. Every other element begins and ends a line. */
export const INLINE_ELEMENTS: ReadonlySet<string> = new Set([
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'mark'],
  ...['q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr'],
])

/** Elements with content of their own. Kept's policies have none, so their presence is a difference. */
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

/** Every white space counts as the same, because editors exchange no-break and plain spaces. */
const SPACES = /[\s\u00A0\u202F\u200B\uFEFF]+/gu

const attribute = ({ attrs }: Element, name: string) => attrs.find((each) => each.name === name)?.value.trim()

/** Kept writes up to 30,000 elements into a page of 512 KB. A malicious page could make a parser create millions. */
const MOST_ELEMENTS = 200_000

class TooManyElements extends Error {}

/** Null for a page with too many elements. */
export function parseBounded(html: string): Node[] | null {
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
 * The lines of a page as a reader reads them: text without emphasis, with `h2` and a tab before a heading, and with the
 * address behind an external link. Pages with the same lines are equal. HTML with too many elements is compared as
 * plain text.
 */
export function linesOf(html: string): string[] {
  const parsed = parseBounded(html)
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
  // Iterative, because a page may nest deeper than the call stack.
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
