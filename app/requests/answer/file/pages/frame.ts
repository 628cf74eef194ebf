import escapeHtml from 'escape-html'
import type { PolicyLanguage } from '../../../../policy/index.ts'

/** No script, no request: the page is read from a disk, perhaps years later. */
const NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/** Readable on a phone, in black on white, and on paper. */
const STYLE = [
  ':root{color-scheme:light}',
  'body{margin:0 auto;padding:16px;max-width:60rem;font:16px/1.6 system-ui,sans-serif;color:#1a1a1a;background:#fff;overflow-wrap:anywhere}',
  'h1{font-size:1.75rem;line-height:1.25}h2{font-size:1.35rem;margin-top:2em}h3{font-size:1.15rem;margin-top:1.6em}h4,h5,h6{font-size:1rem;margin-top:1.4em}',
  'a{color:#0b57a4}ul{padding-inline-start:1.3em}dt{font-weight:600}dd{margin:0 0 .6em}',
  'table{border-collapse:collapse;width:100%;margin:0 0 1.5em}caption{text-align:start;font-weight:600;padding:6px 0}',
  'th,td{border:1px solid #8a8a8a;padding:6px 10px;text-align:start;vertical-align:top}tbody th{width:14rem;font-weight:400;background:#f3f3f3}',
  'td{white-space:pre-wrap}.hidden{font-style:italic;color:#4a4a4a}',
  '@media (max-width:30rem){tbody th{width:40%}}',
  '@media print{body{max-width:none;padding:0;font-size:11pt}table,h2,h3{break-inside:avoid}h2,h3{break-after:avoid}a{color:inherit}}',
].join('')

export interface Framed {
  language: PolicyLanguage
  title: string
}

/** The beginning and the end of a page. */
export function pageFrame({ language, title }: Framed): { before: string; after: string } {
  const said = escapeHtml(title)
  const before = [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(NOTHING_ELSE)}">`,
    `<meta name="robots" content="noindex"><title>${said}</title><style>${STYLE}</style></head>`,
    `<body><main><h1>${said}</h1>\n`,
  ].join('')
  return { before, after: '</main></body></html>\n' }
}
