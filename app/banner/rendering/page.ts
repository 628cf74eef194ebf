/** Builds a static HTML page from what Liquid printed: the banner's layers as shoppers see them, without scripts. */
import { createHash } from 'node:crypto'
import { type DefaultTreeAdapterTypes, defaultTreeAdapter as dom, parseFragment, serialize } from 'parse5'

type Parent = DefaultTreeAdapterTypes.ParentNode
type Element = DefaultTreeAdapterTypes.Element
type Template = DefaultTreeAdapterTypes.Template

/** The screens: the first layer and the preferences; both again as they are where people opt out (the United States). */
export const SCREENS = ['banner', 'banner_opt_out', 'preferences', 'preferences_sale'] as const
export type Screen = (typeof SCREENS)[number]

/** The caption above each screen of the frozen page. */
const CAPTIONS: Record<Screen, string> = {
  banner: 'First layer',
  banner_opt_out: 'First layer, in regions where people opt out',
  preferences: 'Preferences',
  preferences_sale: 'Preferences, in regions where people opt out and the sale of data is regulated',
}

const OPT_OUT: readonly Screen[] = ['banner_opt_out', 'preferences_sale']
const FIRST_LAYER: readonly Screen[] = ['banner', 'banner_opt_out']

const NOTHING = '<p class="caption" lang="en" dir="ltr">No banner: nothing was asked</p>'

/** Stands in for the shop's page. Each screen is as high as the window, and fixed elements are fixed to the screen. */
const STAGE =
  'html{color-scheme:light}body{margin:0;background:#fff}.screen{position:relative;height:100vh;overflow:hidden;transform:translate(0);' +
  'background:linear-gradient(#e3e3e3 64px,#0000 0),repeating-linear-gradient(#0000 0 140px,#efefef 140px 200px) #f7f7f7}' +
  '.screen+.screen{border-top:1px solid #767676}.over::before{content:"";position:absolute;inset:0;background:#0008}' +
  '.caption{position:absolute;inset-inline-start:8px;top:8px;margin:0;padding:2px 8px;font:14px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}'

/**
 * A dialog that a script opens is centred in the window. Here the dialog is open from the start, so the style centres
 * it.
 */
const OPENED = 'dialog{position:fixed;inset:0;height:fit-content}'

interface Wanted {
  /** What the extension's block printed. */
  printed: string
  language: string
  screens: readonly Screen[]
  /** Keys of the purposes that are only asked in regions which regulate the sale of data. */
  saleKeys: readonly string[]
  /** The stylesheet that the preferences bring along. */
  preferencesLook: string
  /** Whether each screen says which one it is. */
  captions: boolean
}

export function frozenPageOf({ language, screens, ...drawn }: Wanted): string {
  const shown = screens.map((screen) => stage(screen, drawn))
  const meta =
    `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policyFor([STAGE, ...shown.map(({ style }) => style)])}">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
  return (
    `<!doctype html><html lang="${language}"><head>${meta}<title>Consent banner (${language})</title><style>${STAGE}</style></head>` +
    `<body>${shown.length === 0 ? NOTHING : shown.map(({ html }) => html).join('')}</body></html>`
  )
}

function stage(screen: Screen, { printed, saleKeys, preferencesLook, captions }: Omit<Wanted, 'language' | 'screens'>) {
  const template = elements(parseFragment(printed)).find(isTemplate)
  if (!template) throw new Error('The theme extension printed no banner')
  const { content } = template
  makeInert(content)
  show(content, screen, saleKeys)
  const layers = elements(content).filter(({ tagName }) => tagName === 'section' || tagName === 'dialog')
  if (layers.length !== 1) throw new Error(`The theme extension printed ${layers.length} layers for the ${screen}`)
  const style = elements(content).find(({ tagName }) => tagName === 'style')
  const isFirst = FIRST_LAYER.includes(screen)
  if (style && !isFirst) dom.insertText(style, preferencesLook + OPENED)
  const caption = captions ? `<p class="caption" lang="en" dir="ltr">${CAPTIONS[screen]}</p>` : ''
  const html =
    `<section class="screen${isFirst ? '' : ' over'}" aria-label="${CAPTIONS[screen]}">${caption}` +
    `<site-choices><template shadowrootmode="open">${serialize(content)}</template></site-choices></section>`
  return { html, style: style ? textOf(style) : '' }
}

/** The Content-Security-Policy of every frozen page. Each page also has a stricter one that names its styles. */
export const FROZEN_PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox"

/** A Content-Security-Policy that allows no script and no request, and only the styles of the page itself. */
function policyFor(styles: readonly string[]): string {
  const hashes = new Set(styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`))
  return `default-src 'none'; style-src ${[...hashes].join(' ')}; base-uri 'none'; form-action 'none'`
}

/** Removes everything that would run, take the keyboard's focus or lead away from the page. */
function makeInert(shown: Parent): void {
  for (const each of elements(shown)) {
    if (each.tagName === 'script' || each.tagName === 'template') dom.detachNode(each)
    each.attrs = each.attrs.filter(({ name }) => name !== 'autofocus')
    if (each.tagName === 'a') each.attrs.push({ name: 'target', value: '_blank' }, { name: 'rel', value: 'noopener' })
  }
}

/** Changes the markup as the banner's script does when it shows a layer to a visitor without a choice. */
function show(shown: Parent, screen: Screen, saleKeys: readonly string[]): void {
  for (const each of elements(shown)) {
    const id = attribute(each, 'id') ?? ''
    if (HIDDEN[FIRST_LAYER.includes(screen) ? 'banner' : 'preferences'].has(id)) dom.detachNode(each)
    sayWhatIsOn(each, screen)
    if (each.tagName === 'section') set(each, 'hidden', null)
    if (each.tagName === 'dialog') set(each, 'open', '')
    if (each.tagName !== 'li' || screen === 'preferences_sale') continue
    const box = elements(each).find(({ tagName }) => tagName === 'input')
    if (box && saleKeys.includes(attribute(box, 'name') ?? '')) set(each, 'hidden', '')
  }
}

/** The words that the banner's script takes where a purpose is on until the visitor says no. */
function sayWhatIsOn(each: Element, screen: Screen): void {
  const words = attribute(each, 'data-u')
  if (words === undefined) return
  set(each, 'data-u', null)
  if (!OPT_OUT.includes(screen)) return
  for (const child of [...each.childNodes]) dom.detachNode(child)
  dom.insertText(each, words)
}

/**
 * The block's element ids to hide on each screen: the other layer, the floating button, and the reference of a choice
 * not yet made.
 */
const HIDDEN = { banner: new Set(['d', 'r']), preferences: new Set(['b', 'r', 'i']) }

function set(element: Element, name: string, value: string | null): void {
  element.attrs = element.attrs.filter((each) => each.name !== name)
  if (value !== null) element.attrs.push({ name, value })
}

const attribute = ({ attrs }: Element, name: string) => attrs.find((each) => each.name === name)?.value

const isTemplate = (each: Element): each is Template => attribute(each, 'id') === 'site-choices' && 'content' in each

const elements = (parent: Parent): Element[] =>
  parent.childNodes.flatMap((node) => (dom.isElementNode(node) ? [node, ...elements(node)] : []))

const textOf = ({ childNodes }: Element) => childNodes.map((node) => (dom.isTextNode(node) ? node.value : '')).join('')
