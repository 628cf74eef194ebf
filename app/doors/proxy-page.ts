import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { POLICY_LANGUAGES, type PolicyLanguage, policyLanguageOf } from '../policy/index.ts'
import { header, Refusal } from './http.ts'
import { isSignedProxyQuery } from './signature.ts'

const language = z.enum(POLICY_LANGUAGES)
/** Where Shopify's app proxy stands on the storefront; part of what it signs. */
const prefix = z
  .string()
  .max(100)
  .regex(/^\/[a-z0-9-]+\/[a-z0-9-]+$/i)

/** A page that the storefront shows through Shopify's app proxy. */
export interface ProxyPage {
  shop: ShopDomain
  /** `/apps/privacy`: what links on the page begin with. */
  prefix: string
  /** The language that the address names, then what the browser prefers. */
  languages: PolicyLanguage[]
}

/** @throws Refusal when the page is not read, or not through Shopify. */
export async function readProxyPage(request: IncomingMessage, { searchParams }: URL): Promise<ProxyPage> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'Pages are read', { allow: 'GET' })
  if (!(await isSignedProxyQuery(searchParams))) throw new Refusal(401, 'Not signed by Shopify, or too long ago')
  const shop = shopDomain.safeParse(searchParams.get('shop'))
  const under = prefix.safeParse(searchParams.get('path_prefix'))
  if (!shop.success || !under.success) throw new Refusal(400, 'The signed query does not name a shop and its proxy')
  const languages = wishes(searchParams.get('lang'), header(request, 'accept-language'))
  return { shop: shop.data, prefix: under.data, languages }
}

function wishes(named: string | null, accepted: string | undefined): PolicyLanguage[] {
  const inAddress = language.safeParse(named)
  const inBrowser = (accepted ?? '')
    .slice(0, 200)
    .split(',')
    .flatMap((wish) => policyLanguageOf(wish.split(';')[0]?.trim() ?? '') ?? [])
  return [...(inAddress.success ? [inAddress.data] : []), ...inBrowser]
}
