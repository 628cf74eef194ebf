import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { forShop } from '../platform/db.ts'
import { shopDomain } from '../platform/shop-domain.ts'
import { POLICY_LANGUAGES, policyLanguageOf, publicPage, TEXT_ONLY } from '../policy/index.ts'
import { header, Refusal } from './http.ts'
import { isSignedProxyQuery } from './signature.ts'

export const POLICY_PATH = '/proxy/policy'

const number = z.coerce.number().int().min(1).max(1_000_000)
const language = z.enum(POLICY_LANGUAGES)
/** Where Shopify's app proxy stands on the storefront; part of what it signs. */
const prefix = z
  .string()
  .max(100)
  .regex(/^\/[a-z0-9-]+\/[a-z0-9-]+$/i)

/** A version never changes, but which one is in force does. */
const MAX_AGE_SECONDS = 300

/** Every version of a shop's policy, for its customers: the list, and each as it was, at an address that stays. */
export async function policyDoor(request: IncomingMessage, response: ServerResponse, { pathname, searchParams }: URL) {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'Pages are read', { allow: 'GET' })
  if (!(await isSignedProxyQuery(searchParams))) throw new Refusal(401, 'Not signed by Shopify, or too long ago')
  const shop = shopDomain.safeParse(searchParams.get('shop'))
  const under = prefix.safeParse(searchParams.get('path_prefix'))
  if (!shop.success || !under.success) throw new Refusal(400, 'The signed query does not name a shop and its proxy')
  const asked = numberIn(pathname)
  if (asked === undefined) throw new Refusal(404, 'No such version')
  const languages = wishes(searchParams.get('lang'), header(request, 'accept-language'))
  const page = await forShop(shop.data, (tx) => publicPage(tx, { number: asked, languages, prefix: under.data }))
  if (page === null) throw new Refusal(404, 'No such version')
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': TEXT_ONLY,
    'cache-control': `private, max-age=${MAX_AGE_SECONDS}`,
    vary: 'accept-language',
  })
  response.end(request.method === 'HEAD' ? undefined : page)
}

/** Null: the list. Undefined: neither the list nor a version. */
function numberIn(pathname: string): number | null | undefined {
  const rest = pathname.slice(POLICY_PATH.length).replace(/^\/|\/$/g, '')
  if (rest === '') return null
  return /^\d+$/.test(rest) ? number.safeParse(rest).data : undefined
}

/** The language that the address names, then what the browser prefers. */
function wishes(named: string | null, accepted: string | undefined) {
  const inAddress = language.safeParse(named)
  const inBrowser = (accepted ?? '')
    .slice(0, 200)
    .split(',')
    .flatMap((wish) => policyLanguageOf(wish.split(';')[0]?.trim() ?? '') ?? [])
  return [...(inAddress.success ? [inAddress.data] : []), ...inBrowser]
}
