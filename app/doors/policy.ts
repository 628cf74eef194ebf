import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { forShop } from '../platform/db.ts'
import { publicPage, TEXT_ONLY } from '../policy/index.ts'
import { Refusal } from './http.ts'
import { readProxyPage } from './proxy-page.ts'

export const POLICY_PATH = '/proxy/policy'

const number = z.coerce.number().int().min(1).max(1_000_000)

/** A version never changes, but which one is in force does. */
const MAX_AGE_SECONDS = 300

/** Every version of a shop's policy, for its customers: the list, and each as it was, at an address that stays. */
export async function policyDoor(request: IncomingMessage, response: ServerResponse, url: URL) {
  const { shop, prefix, languages } = await readProxyPage(request, url)
  const asked = numberIn(url.pathname)
  if (asked === undefined) throw new Refusal(404, 'No such version')
  const page = await forShop(shop, (tx) => publicPage(tx, { number: asked, languages, prefix }))
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
