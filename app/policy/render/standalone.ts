import { defaultTreeAdapter, html, serializeOuter } from 'parse5'
import type { PolicyLanguage } from '../languages.ts'
import { type Child, type Element, element } from './html.ts'

/** Plain and readable on a phone, in light and dark mode; no scripts, no requests. */
const STYLE = `:root{color-scheme:light}body{margin:0 auto;padding:16px;max-width:46rem;font:16px/1.6 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.35rem;margin-top:2em}h3{font-size:1.15rem;margin-top:1.6em}h4,h5,h6{font-size:1rem;margin-top:1.4em}
a{color:#0b57a4}table{border-collapse:collapse;min-width:36rem}th,td{border:1px solid #8a8a8a;padding:6px 10px;text-align:start;vertical-align:top}
dt{font-weight:600}dd{margin:0 0 .6em}nav ul,ul{padding-inline-start:1.3em}header p{margin:.4em 0}`

/** The Content-Security-Policy of a text page: it allows no script and no request. */
export const TEXT_ONLY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

export interface Standalone {
  language: PolicyLanguage
  title: string
  /** Stands between the title and the body. */
  head?: readonly Child[]
  /** HTML that Kept wrote. It is inserted unchanged. */
  body: string
}

/** The place of the body. */
const END = '</main></body></html>'

/** The parts of a page before and after its body. A stored body is inserted between them without parsing. */
export function frameOf({ language, title, head = [] }: Omit<Standalone, 'body'>): { before: string; after: string } {
  // Named, because the page that frames this one has a main landmark of its own.
  const main = element('main', { 'aria-label': title }, [element('h1', {}, [title]), ...head])
  const page = element('html', { lang: language }, [
    element('head', {}, [
      element('meta', { charset: 'utf-8' }),
      element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      element('meta', { 'http-equiv': 'Content-Security-Policy', content: TEXT_ONLY }),
      element('meta', { name: 'robots', content: 'noindex' }),
      element('title', {}, [title]),
      style(),
    ]),
    element('body', {}, [main]),
  ])
  return { before: `<!doctype html>${serializeOuter(page).slice(0, -END.length)}`, after: END }
}

/** A document as a complete page, for places without a theme. */
export function standalone({ body, ...framed }: Standalone): string {
  const { before, after } = frameOf(framed)
  return before + body + after
}

function style(): Element {
  const found = defaultTreeAdapter.createElement('style', html.NS.HTML, [])
  defaultTreeAdapter.insertText(found, STYLE)
  return found
}
