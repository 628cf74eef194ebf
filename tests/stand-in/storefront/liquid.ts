import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Liquid, Tag, type TagToken, type TopLevelToken } from 'liquidjs'
import { escapeHtml, scriptJson } from '../http.ts'

type Strings = { [key: string]: string | Strings }

const FORBIDDEN_TAGS = ['javascript', 'stylesheet', 'include', 'layout', 'section', 'sections']

/** The strings of a theme app extension in one language: the locale, its language, then the default. */
function readStrings(extensionDir: string, locale: string): Strings[] {
  const directory = path.join(extensionDir, 'locales')
  if (!existsSync(directory)) return []
  const files = readdirSync(directory).filter((file) => !file.endsWith('.schema.json'))
  const wanted = [`${locale}.json`, `${locale}.default.json`, `${locale.split('-')[0]}.json`]
  const found = [...wanted, ...files.filter((file) => file.endsWith('.default.json'))].filter((file) =>
    files.includes(file),
  )
  return found.map((file) => JSON.parse(readFileSync(path.join(directory, file), 'utf8')))
}

const at = (strings: Strings, key: string) =>
  key
    .split('.')
    .reduce<Strings | string | undefined>(
      (value, part) => (typeof value === 'object' ? value[part] : undefined),
      strings,
    )

/** A text as it is, or the form that `count` asks for: `{ one, other }`. */
function plural(text: Strings | string | undefined, count: unknown, locale: string): string | undefined {
  if (typeof text !== 'object') return text
  const form = count === undefined ? undefined : text[new Intl.PluralRules(locale).select(Number(count))]
  return [form, text.other].find((one) => typeof one === 'string')
}

/** Liquid as Shopify runs a theme app extension: its filters, and an error for what such an extension may not use. */
export function extensionLiquid(extensionDir: string, locale: string, assetUrl: (file: string) => string): Liquid {
  const strings = readStrings(extensionDir, locale)
  const liquid = new Liquid({
    root: path.join(extensionDir, 'snippets'),
    extname: '.liquid',
    strictFilters: true,
    ownPropertyOnly: true,
  })
  const translate = (key: string, ...named: [string, unknown][]) => {
    const values = Object.fromEntries(named)
    const text = strings.map((one) => plural(at(one, key), values.count, locale)).find((one) => one !== undefined)
    if (text === undefined) return `Translation missing: ${locale}.${key}`
    return text.replace(/{{\s*(\w+)\s*}}/g, (_, name) =>
      key.endsWith('_html') ? String(values[name]) : escapeHtml(values[name]),
    )
  }
  liquid.registerFilter('t', translate)
  liquid.registerFilter('translate', translate)
  liquid.registerFilter('json', scriptJson)
  liquid.registerFilter('asset_url', assetUrl)
  liquid.registerTag('schema', SchemaTag)
  for (const name of FORBIDDEN_TAGS) {
    liquid.registerTag(
      name,
      class extends Tag {
        constructor(token: TagToken, rest: TopLevelToken[], parser: Liquid) {
          super(token, rest, parser)
          throw new Error(`A theme app extension cannot contain '${name}' tags`)
        }
        *render() {}
      },
    )
  }
  return liquid
}

/** Liquid as a theme runs it: what no filter or tag is known for fails. */
export const themeLiquid = new Liquid({ strictFilters: true, ownPropertyOnly: true })

/** `{% schema %}` prints nothing. */
class SchemaTag extends Tag {
  constructor(token: TagToken, rest: TopLevelToken[], parser: Liquid) {
    super(token, rest, parser)
    while (rest.length > 0) if ((rest.shift() as { name?: string }).name === 'endschema') return
    throw new Error('The schema tag is not closed')
  }
  *render() {}
}
