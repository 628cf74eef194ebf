import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { POLICY_LANGUAGES, type PolicyLanguage, policyLanguageOf } from '../policy/index.ts'
import { answer, headerOf, Refusal } from './http.ts'
import { readProxyCall } from './proxy-call.ts'
import { isParameter } from './proxy-query.ts'

const language = z.enum(POLICY_LANGUAGES)

/** The page's path below its door. */
export interface AskedPage {
  path: string
  query: URLSearchParams
}

/** A page that the storefront shows through Shopify's app proxy. */
export interface ProxyPage {
  shop: ShopDomain
  /** `/apps/privacy`: the beginning of the page's links. */
  prefix: string
  /** The language in the address, then the browser's preferences. */
  languages: PolicyLanguage[]
}

/** @throws Refusal for another method than GET and HEAD, or a call that did not come through Shopify. */
export async function readProxyPage(request: IncomingMessage, query: URLSearchParams): Promise<ProxyPage> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'Pages are read', { allow: 'GET' })
  const { shop, prefix, language: named } = await readProxyCall(query, { isPage: true })
  return { shop, prefix, languages: preferred(named, headerOf(request, 'accept-language')) }
}

function preferred(named: string | null, accepted: string | undefined): PolicyLanguage[] {
  const inAddress = language.safeParse(named)
  const inBrowser = (accepted ?? '')
    .slice(0, 200)
    .split(',')
    .flatMap((wanted) => policyLanguageOf(wanted.split(';')[0]?.trim() ?? '') ?? [])
  return [...(inAddress.success ? [inAddress.data] : []), ...inBrowser]
}

/**
 * Removes parameters that sharing adds to a link (`fbclid`, `utm_source`) by a redirect. Shopify signs them too, and
 * Kept does not read them.
 */
export function sendWithoutOthersParameters(response: ServerResponse, query: URLSearchParams): boolean {
  if ([...query.keys()].every(isParameter)) return false
  const language = query.get('lang')
  const location = language ? `?${new URLSearchParams({ lang: language })}` : '?'
  answer(response, 302, undefined, { location })
  return true
}
