import { type Context, Liquid, Tag, type TagToken, type TopLevelToken } from 'liquidjs'
import type { BannerConfig } from '../configuration/config.ts'
import { type Extension, localeTextsOf } from './extension.ts'

/** What of the shop is in the picture beside the configuration. */
export interface RenderContext {
  shopName: string
  /** Where the shop's privacy policy is; null when it has none. */
  policyUrl: string | null
}

const engines = new WeakMap<Extension, Liquid>()

/** What the theme extension's block prints into a page of the storefront in `locale`. */
export async function printBlock(
  extension: Extension,
  config: BannerConfig,
  { locale, context }: { locale: string; context: RenderContext },
): Promise<string> {
  const engine = engines.get(extension) ?? engineFor(extension)
  engines.set(extension, engine)
  return engine.parseAndRender(extension.block, undefined, {
    globals: {
      words: localeTextsOf(extension, locale),
      app: { metafields: { kept: { banner: { value: config } } } },
      shop: { name: context.shopName, privacy_policy: context.policyUrl === null ? null : { url: context.policyUrl } },
      request: { locale: { iso_code: locale }, design_mode: false },
      routes: { root_url: '/' },
      localization: { country: { iso_code: '' } },
    },
  })
}

/** Liquid with what Shopify adds for a theme app extension, as far as the block uses it. */
function engineFor({ snippets }: Extension): Liquid {
  const engine = new Liquid({ templates: snippets, strictFilters: true, ownPropertyOnly: true })
  engine.registerFilter('t', translate)
  engine.registerFilter('json', scriptJson)
  engine.registerFilter('asset_url', (file: string) => file)
  engine.registerTag('schema', SchemaTag)
  return engine
}

function translate(this: { context: Context }, key: string, ...named: [string, unknown][]): string {
  const words: unknown = this.context.getSync(['words'])
  const text = words instanceof Map ? words.get(key) : undefined
  if (typeof text !== 'string') throw new Error(`The theme extension has no words for ${key}`)
  const values = new Map(named)
  return text.replace(/{{\s*(\w+)\s*}}/g, (_, name) => escapeHtml(String(values.get(name) ?? '')))
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** JSON that does not end the script it stands in, as Shopify's filter writes it. */
const scriptJson = (value: unknown) => JSON.stringify(value ?? null).replaceAll('<', '\\u003c')

/** `{% schema %}` prints nothing. */
class SchemaTag extends Tag {
  constructor(token: TagToken, rest: TopLevelToken[], engine: Liquid) {
    super(token, rest, engine)
    while (rest.length > 0) if (rest.shift()?.getText() === '{% endschema %}') return
    throw new Error('The schema tag is not closed')
  }
  *render() {}
}
