import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { customerWith, gid, INSTALLATION_ID, type Metafield, type Shop } from '../shop/model.ts'
import { extensionLiquid } from './liquid.ts'
import type { Visit } from './visit.ts'
import { wordsIn } from './words.ts'

/** Where Shopify's CDN would serve an extension's assets. */
export const ASSET_PATH = '/cdn/shopify/extensions/kept-consent-banner/assets/'

const setting = z.object({ id: z.string().optional(), default: z.unknown().optional() })

const schema = z.object({
  name: z.string(),
  target: z.enum(['compliance_head', 'head', 'body', 'section']),
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  available_if: z.string().optional(),
  settings: z.array(setting).default([]),
})

type Block = z.infer<typeof schema> & { handle: string; source: string }

/** What the app's embeds add to a page, by place. */
export interface Embeds {
  complianceHead: string
  head: string
  body: string
  /** What the merchant has placed in the theme's footer. */
  footer: string
}

const SCHEMA = /{%-?\s*schema\s*-?%}([\s\S]*?){%-?\s*endschema\s*-?%}/

/** Read from disk each time, so that edits show at once. Blocks of sections are not embeds and are left out. */
export async function renderEmbeds(extensionDir: string, shop: Shop, visit: Visit): Promise<Embeds> {
  const footer = await renderBlock(extensionDir, 'privacy-link', shop, visit)
  const embeds: Embeds = { complianceHead: '', head: '', body: '', footer }
  if (!shop.embedEnabled) return embeds
  const liquid = extensionLiquid(extensionDir, visit.locale, (file) => ASSET_PATH + file)
  const scope = liquidScope(shop, visit)
  for (const block of readBlocks(extensionDir)) {
    if (block.target === 'section' || !isAvailable(block.available_if, shop)) continue
    const settings = Object.fromEntries(block.settings.filter(({ id }) => id).map((one) => [one.id, one.default]))
    const own = { id: `stand-in-${block.handle}`, settings, shopify_attributes: '' }
    const html = await liquid.parseAndRender(block.source, { ...scope, block: own })
    const place = `shopify://apps/kept/blocks/${block.handle}/stand-in`
    const marked = `<!-- BEGIN app block: ${place} -->${html}<!-- END app app block -->\n`
    if (block.target === 'body') {
      embeds.body += `<div id="shopify-block-${own.id}" class="shopify-block shopify-app-block">${marked}</div>\n`
    } else if (block.target === 'head') embeds.head += marked
    else embeds.complianceHead += marked
    if (block.javascript) embeds.head += `<script src="${ASSET_PATH}${block.javascript}" async></script>\n`
    if (block.stylesheet) embeds.head += `<link rel="stylesheet" href="${ASSET_PATH}${block.stylesheet}">\n`
  }
  return embeds
}

/** A block that the merchant has placed in a section of the theme; empty where it is not offered. */
export async function renderBlock(extensionDir: string, handle: string, shop: Shop, visit: Visit): Promise<string> {
  const block = readBlocks(extensionDir).find((one) => one.handle === handle && one.target === 'section')
  if (!block || !isAvailable(block.available_if, shop)) return ''
  const liquid = extensionLiquid(extensionDir, visit.locale, (file) => ASSET_PATH + file)
  const settings = Object.fromEntries(block.settings.filter(({ id }) => id).map((one) => [one.id, one.default]))
  const own = { id: `stand-in-${handle}`, settings, shopify_attributes: '' }
  const html = await liquid.parseAndRender(block.source, { ...liquidScope(shop, visit), block: own })
  return `<div id="shopify-block-${own.id}" class="shopify-block shopify-app-block">${html}</div>`
}

function readBlocks(extensionDir: string): Block[] {
  const directory = path.join(extensionDir, 'blocks')
  if (!existsSync(directory)) return []
  return readdirSync(directory)
    .filter((file) => file.endsWith('.liquid'))
    .sort()
    .map((file) => {
      const source = readFileSync(path.join(directory, file), 'utf8')
      const declared = schema.parse(JSON.parse(source.match(SCHEMA)?.[1] ?? '{}'))
      return { ...declared, source, handle: path.basename(file, '.liquid') }
    })
}

const appData = (shop: Shop) => shop.metafields.filter(({ ownerId }) => ownerId === INSTALLATION_ID)

/** `{{ app.metafields.NAMESPACE.KEY }}` must name a boolean of the app that is true. */
function isAvailable(condition: string | undefined, shop: Shop): boolean {
  const named = condition?.match(/^{{\s*app\.metafields\.([\w-]+)\.([\w-]+)\s*}}$/)
  if (!named) return condition === undefined
  const field = appData(shop).find(({ namespace, key }) => namespace === named[1] && key === named[2])
  return field?.type === 'boolean' && field.value === 'true'
}

const metafieldValue = ({ type, value }: Metafield): unknown =>
  type === 'json' || type === 'boolean' ? JSON.parse(value) : value

/** As Liquid reads them: by namespace and key. */
function metafieldsOf(fields: readonly Metafield[]) {
  const metafields: Record<string, Record<string, { type: string; value: unknown }>> = {}
  for (const field of fields) {
    metafields[field.namespace] = {
      ...metafields[field.namespace],
      [field.key]: { type: field.type, value: metafieldValue(field) },
    }
  }
  return metafields
}

/** Where the stand-in's shops sell. */
const COUNTRIES = ['FR', 'BE', 'CH', 'DE', 'AT', 'ES', 'IT', 'NL', 'GB', 'US', 'CA', 'BR']
const countryNames = (locale: string) => new Intl.DisplayNames(locale, { type: 'region' })

/** Of a customer who buys for one (B2B). */
function companyOf({ companies }: Shop, customerId: number): { name: string } | null {
  const company = companies.find(({ contacts }) => contacts.some((one) => one.customerId === customerId))
  return company ? { name: company.name } : null
}

/** The objects that Liquid knows on every page. */
export function liquidScope(shop: Shop, visit: Visit) {
  const metafields = metafieldsOf(appData(shop))
  const { prefix, locale, country } = visit
  const customer = visit.customerId ? customerWith(shop, visit.customerId) : undefined
  const hasPolicy = shop.policies.some(({ type, body }) => type === 'PRIVACY_POLICY' && body !== '')
  return {
    app: { metafields },
    shop: {
      name: shop.name,
      email: shop.email,
      permanent_domain: shop.domain,
      locale: shop.locales.find(({ primary }) => primary)?.locale,
      privacy_policy: hasPolicy ? { url: `${prefix}/policies/privacy-policy`, title: wordsIn(locale).policy } : null,
    },
    request: {
      locale: { iso_code: locale },
      design_mode: false,
      page_type: visit.pathname === '/' ? 'index' : 'page',
      path: `${prefix}${visit.pathname}`,
    },
    routes: {
      root_url: prefix || '/',
      account_url: `${prefix}/account`,
      account_login_url: `${prefix}/account/login`,
      cart_url: `${prefix}/cart`,
    },
    localization: {
      country: { iso_code: country },
      language: { iso_code: locale },
      // Shopify names the countries of the shop's markets in the storefront's language.
      available_countries: COUNTRIES.map((code) => ({ iso_code: code, name: countryNames(locale).of(code) })),
    },
    customer: customer
      ? {
          id: customer.id,
          email: customer.email,
          first_name: customer.firstName,
          last_name: customer.lastName,
          current_company: companyOf(shop, customer.id),
          metafields: metafieldsOf(shop.metafields.filter(({ ownerId }) => ownerId === gid('Customer', customer.id))),
        }
      : null,
  }
}
