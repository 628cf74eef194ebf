/**
 * Renders a document as HTML for the body of a page with its own title: headings begin at h2. parse5 builds and
 * serializes the tree, so that a text can never become markup. The result needs no classes, scripts or styles, because
 * the host page may remove them.
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, serialize } from 'parse5'
import type { Language } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import {
  type DocumentPart,
  type DocumentSection,
  type Inline,
  type PolicyDocument,
  type Prose,
  placeOfSection,
  type Row,
  type StatementGroup,
  type TextBlock,
} from '../model.ts'

export type Element = DefaultTreeAdapterTypes.Element
type Attributes = Record<string, string | undefined>
export type Child = Element | string

/** Wide tables scroll inside their own box, also by keyboard, so that the page stays as wide as a phone. */
const SCROLLS = { role: 'region', tabindex: '0', style: 'overflow-x:auto' } as const

function fill<Parent extends DefaultTreeAdapterTypes.ParentNode>(parent: Parent, children: readonly Child[]): Parent {
  for (const child of children) {
    if (typeof child === 'string') defaultTreeAdapter.insertText(parent, child)
    else defaultTreeAdapter.appendChild(parent, child)
  }
  return parent
}

export function element(name: string, attributes: Attributes, children: readonly Child[] = []): Element {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [{ name: key, value }],
  )
  return fill(defaultTreeAdapter.createElement(name, html.NS.HTML, given), children)
}

const SAFE_LINK = /^(https?:\/\/|mailto:|#)/i

function inline(run: Inline): Child {
  if (run.type === 'break') return element('br', {})
  if (run.type === 'link') return SAFE_LINK.test(run.href) ? element('a', { href: run.href }, [run.text]) : run.text
  if (run.type === 'strong') return element('strong', { lang: run.lang }, [run.text])
  return run.lang ? element('span', { lang: run.lang }, [run.text]) : run.text
}

/** Joins neighbouring runs of the same kind and language, because a screen reader would pause between them. */
function joined(text: readonly Inline[]): Inline[] {
  const runs: Inline[] = []
  for (const run of text) {
    const last = runs.at(-1)
    if (run.type === 'text' && last?.type === 'text' && last.lang === run.lang)
      runs[runs.length - 1] = { ...last, text: last.text + run.text }
    else runs.push(run)
  }
  return runs
}

/** The language of a whole text, when it differs from the document's. */
function languageOf(text: readonly Inline[]): Language | undefined {
  const said = text.filter((run) => run.type !== 'break')
  const [first] = said.map((run) => ('lang' in run ? run.lang : undefined))
  return said.every((run) => 'lang' in run && run.lang === first) ? first : undefined
}

/** An element that holds a text, with a `lang` attribute where needed. */
function holding(name: string, attributes: Attributes, text: readonly Inline[]): Element {
  const lang = languageOf(text)
  const plain = lang ? text.map((run): Inline => ('lang' in run ? { ...run, lang: undefined } : run)) : text
  return element(name, { ...attributes, lang }, joined(plain).map(inline))
}

function block(said: TextBlock): Element {
  switch (said.type) {
    case 'paragraph':
      return holding('p', {}, said.text)
    case 'list':
      return element(
        'ul',
        {},
        said.items.map((item) => holding('li', {}, item)),
      )
    case 'definitions':
      return element(
        'dl',
        {},
        said.items.flatMap(({ term, text }) => [element('dt', {}, [term]), holding('dd', {}, text)]),
      )
  }
}

const heading = (level: number, text: readonly Inline[], id?: string): Element =>
  holding(`h${Math.min(level, 6)}`, { id }, text)

/** Attributes by which programs find a statement and links reach it. */
const mark = (id: string): Attributes => ({ id, 'data-statement': id })

const prose = (statement: Prose, level: number): Element =>
  element('div', mark(statement.id), [
    ...(statement.heading ? [heading(level, statement.heading)] : []),
    ...statement.blocks.map(block),
  ])

function listItem({ id, blocks }: Prose): Element {
  const [only, ...others] = blocks
  return only?.type === 'paragraph' && others.length === 0
    ? holding('li', mark(id), only.text)
    : element('li', mark(id), blocks.map(block))
}

const row = ({ id, cells }: Row): Element =>
  element(
    'tr',
    mark(id),
    cells.map((cell, index) => (index === 0 ? holding('th', { scope: 'row' }, cell) : holding('td', {}, cell))),
  )

/** @param within the headings above it, which distinguish the table of one part from that of another */
function group(said: StatementGroup, level: number, within: readonly string[]): Element[] {
  if (said.layout === 'list') {
    const introduced = said.title ? [holding('p', { id: said.id }, said.title)] : []
    return [...introduced, element('ul', {}, said.statements.map(listItem))]
  }
  const titled = said.title ? [heading(level, said.title, said.id)] : []
  if (said.layout === 'prose') {
    const below = said.title ? level + 1 : level
    return [...titled, ...said.statements.map((statement) => prose(statement, below))]
  }
  const columns = said.columns.map((column) => element('th', { scope: 'col' }, [column]))
  const table = element('table', {}, [
    element('thead', {}, [element('tr', {}, columns)]),
    element('tbody', {}, said.statements.map(row)),
  ])
  const labelledBy = [...(said.title ? [said.id] : []), ...within].join(' ')
  return [...titled, element('div', { ...SCROLLS, 'aria-labelledby': labelledBy }, [table])]
}

/** Clear of a theme's header that stays at the top. */
const BELOW_A_HEADER = 'scroll-margin-top:6em'

/**
 * A section that opens where the summary is not enough. A host that removes `details` and `summary` leaves headings and
 * texts in the same order.
 */
function section(
  { id, section: name, title, groups }: DocumentSection,
  level: number,
  opens: boolean,
  within: readonly string[] = [],
): Element[] {
  const groupsBelow = groups.flatMap((each) => group(each, level + 1, [id, ...within]))
  const text = element('div', { id: placeOfSection(id), style: BELOW_A_HEADER }, groupsBelow)
  if (!opens || name === 'essentials') return [element(`h${level}`, { id }, [title]), text]
  const named = element(`h${level}`, { id, style: 'display:inline' }, [title])
  return [element('details', {}, [element('summary', {}, [named]), text])]
}

const part = ({ id, title, sections }: DocumentPart, opens: boolean): Element[] =>
  title === null
    ? sections.flatMap((each) => section(each, 2, opens))
    : [element('h2', { id }, [title]), ...sections.flatMap((each) => section(each, 3, opens, [id]))]

const entry = (id: string, title: string): Element => element('li', {}, [element('a', { href: `#${id}` }, [title])])

/** Links to the parts, and to what is for everyone. A part's own sections follow its title, each closed. */
function contents({ parts, contentsTitle }: PolicyDocument): Element {
  const entries = parts.flatMap((each) =>
    each.title === null
      ? each.sections
          .filter(({ section: name }) => name !== 'essentials')
          .map(({ id, title }) => entry(placeOfSection(id), title))
      : [entry(each.id, each.title)],
  )
  return element('nav', { 'aria-label': contentsTitle }, [element('ul', {}, entries)])
}

/** The document as an HTML fragment. */
export function toHtml(document: PolicyDocument): string {
  const fragment = defaultTreeAdapter.createDocumentFragment()
  const opens = document.document === 'policy'
  const sections = document.parts.flatMap((each) => part(each, opens))
  // The essentials stand before the contents: what most readers came for.
  const first = opens
    ? sections.splice(
        0,
        sections.findIndex(({ tagName }) => tagName === 'details'),
      )
    : []
  const root = element('div', { lang: document.language }, [...first, contents(document), ...sections])
  return serialize(fill(fragment, [root]))
}

/** Sections as they are printed: each is open, and no contents stand before them. */
export function sectionsToHtml(sections: readonly DocumentSection[], language: PolicyLanguage, level: number): string {
  const fragment = defaultTreeAdapter.createDocumentFragment()
  const open = sections.flatMap((each) => section(each, level, false))
  return serialize(fill(fragment, [element('div', { lang: language }, open)]))
}
