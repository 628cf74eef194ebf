import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Shop } from '../shop/model.ts'
import { extensionLiquid } from './liquid.ts'

/** Where Shopify's CDN would serve an extension's assets. */
export const ASSET_PATH = '/cdn/shopify/extensions/kept-consent-banner/assets/'

const schema = z.object({
  name: z.string(),
  target: z.enum(['compliance_head', 'head', 'body']),
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  available_if: z.string().optional(),
})

export interface Visit {
  locale: string
  /** Path prefix of the language: empty for the shop's own. */
  prefix: string
  country: string
  customerId: number | null
}

const SCHEMA = /{%-?\s*schema\s*-?%}([\s\S]*?){%-?\s*endschema\s*-?%}/

/** What the app's embeds add to the <head> of a page, first of all. Read from disk each time, so edits show at once. */
export async function renderEmbeds(extensionDir: string, shop: Shop, visit: Visit): Promise<string> {
  const blocks = path.join(extensionDir, 'blocks')
  if (!shop.embedEnabled || !existsSync(blocks)) return ''
  const liquid = extensionLiquid(extensionDir, visit.locale, (file) => ASSET_PATH + file)
  const scope = liquidScope(shop, visit)
  const rendered: string[] = []
  for (const file of readdirSync(blocks)) {
    const source = readFileSync(path.join(blocks, file), 'utf8')
    const block = schema.parse(JSON.parse(source.match(SCHEMA)?.[1] ?? '{}'))
    if (!isAvailable(block.available_if, shop)) continue
    const place = `shopify://apps/kept/blocks/${file.replace('.liquid', '')}/stand-in`
    const html = await liquid.parseAndRender(source, scope)
    rendered.push(`<!-- BEGIN app block: ${place} -->${html}<!-- END app app block -->`)
    if (block.javascript) rendered.push(`<script src="${ASSET_PATH}${block.javascript}" async></script>`)
    if (block.stylesheet) rendered.push(`<link rel="stylesheet" href="${ASSET_PATH}${block.stylesheet}">`)
  }
  return rendered.join('\n')
}

/** `{{ app.metafields.NAMESPACE.KEY }}` must name a boolean of the app that is true. */
function isAvailable(condition: string | undefined, shop: Shop): boolean {
  const named = condition?.match(/^{{\s*app\.metafields\.([\w-]+)\.([\w-]+)\s*}}$/)
  if (!named) return condition === undefined
  const field = shop.metafields.find(({ namespace, key }) => namespace === named[1] && key === named[2])
  return field?.type === 'boolean' && field.value === 'true'
}

function liquidScope(shop: Shop, visit: Visit) {
  const metafields: Record<string, Record<string, { type: string; value: unknown }>> = {}
  for (const { namespace, key, type, value } of shop.metafields) {
    metafields[namespace] ??= {}
    metafields[namespace][key] = { type, value: type === 'json' || type === 'boolean' ? JSON.parse(value) : value }
  }
  return {
    app: { metafields },
    shop: {
      name: shop.name,
      permanent_domain: shop.domain,
      locale: 'fr',
      privacy_policy: { url: `${visit.prefix}/policies/privacy-policy`, title: 'Privacy policy' },
    },
    request: { locale: { iso_code: visit.locale }, design_mode: false, page_type: 'index', path: visit.prefix || '/' },
    routes: { root_url: visit.prefix || '/', account_url: '/account', cart_url: '/cart' },
    localization: { country: { iso_code: visit.country }, language: { iso_code: visit.locale } },
    customer: visit.customerId ? { id: visit.customerId } : null,
  }
}
