import { type Context, Liquid, Tag, type TagToken, type TopLevelToken } from 'liquidjs'
import type { BannerConfig } from '../configuration/config.ts'
import { type Extension, localeTextsOf } from './extension.ts'

/** The facts about the shop that the banner shows besides the configuration. */
export interface RenderContext {
  shopName: string
  /** The address of the shop's privacy policy; null when it has none. */
  policyUrl: string | null
}

const engines = new WeakMap<Extension, Liquid>()

/** What the theme extension's block prints into a storefront page in `locale`. */
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

/**
 * A Liquid engine with the filters and tags that Shopify adds for theme app extensions, as far as the block uses them.
 */
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

/** JSON that cannot end its `<script>` element, escaped as Shopify's filter does it. */
const scriptJson = (value: unknown) => JSON.stringify(value ?? null).replaceAll('<', '\\u003c')

/** Shopify prints nothing for `{% schema %}`. */
class SchemaTag extends Tag {
  constructor(token: TagToken, rest: TopLevelToken[], engine: Liquid) {
    super(token, rest, engine)
    while (rest.length > 0) if (rest.shift()?.getText() === '{% endschema %}') return
    throw new Error('The schema tag is not closed')
  }
  *render() {}
}
