/**
 * HTML reduced to what a reader gets from it, so that what we wrote and what Shopify gives back can be compared:
 * Shopify may write entities, white space, quotes and attributes in another way, and drop or add some.
 */
import { createHash } from 'node:crypto'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** What runs along in a line. Everything else begins and ends one. */
const RUNS_ALONG = new Set([
  ...['a', 'abbr', 'b', 'bdi', 'bdo', 'cite', 'code', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins', 'kbd', 'mark'],
  ...['q', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr'],
])

/** Elements that bring something of their own, which no policy of ours holds: their presence is a difference. */
const BRINGS = new Set([
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

/**
 * The lines that a reader reads, in their order: text without emphasis, with `h2` and a tab before a heading and the
 * address behind a link that leaves the page. Two pages with the same lines say the same.
 */
export function linesOf(html: string): string[] {
  const lines: string[] = []
  let line = ''
  const end = (prefix = '') => {
    const said = line.normalize('NFC').replace(SPACES, ' ').trim()
    if (said !== '') lines.push(`${prefix}${said}`)
    line = ''
  }
  const read = (node: Node): void => {
    if (defaultTreeAdapter.isTextNode(node)) line += node.value
    if (!defaultTreeAdapter.isElementNode(node)) return
    const { tagName } = node
    if (!RUNS_ALONG.has(tagName)) end()
    if (BRINGS.has(tagName)) line += ` <${tagName} ${attribute(node, 'src') ?? attribute(node, 'href') ?? ''}> `
    for (const child of node.childNodes) read(child)
    const href = tagName === 'a' ? attribute(node, 'href') : undefined
    if (href !== undefined && !href.startsWith('#')) line += ` <${href}>`
    if (!RUNS_ALONG.has(tagName)) end(HEADING.test(tagName) ? `${tagName}\t` : '')
  }
  for (const node of parseFragment(html).childNodes) read(node)
  end()
  return lines
}

export const normalise = (html: string): string => linesOf(html).join('\n')

/** What a page is known by however Shopify writes it: the SHA-256 of its normal form, as 64 hex digits. */
export const hashOfPage = (html: string): string => createHash('sha256').update(normalise(html)).digest('hex')
