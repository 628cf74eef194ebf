import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { publicPage, TEXT_ONLY } from '../policy/index.ts'
import { header, Refusal } from './http.ts'
import { readProxyPage } from './proxy-page.ts'

export const POLICY_PATH = '/proxy/policy'

const number = z.coerce.number().int().min(1).max(1_000_000)

/** A version never changes, but which one is in force does. */
const MAX_AGE_SECONDS = 300

/** Every version of a shop's policy, for its customers: the list, and each as it was, at an address that stays. */
export async function policyDoor(request: IncomingMessage, response: ServerResponse, url: URL) {
  const { shop, prefix, languages } = await readProxyPage(request, url)
  const asked = numberIn(url.pathname)
  const page = asked === undefined ? null : await publicPage(shop, { number: asked, languages, prefix })
  if (page === null) throw new Refusal(404, 'No such version')
  const headers = {
    etag: page.etag,
    'cache-control': `private, max-age=${MAX_AGE_SECONDS}`,
    vary: 'accept-language',
    'content-security-policy': TEXT_ONLY,
  }
  if (isKnown(header(request, 'if-none-match'), page.etag)) {
    response.writeHead(304, headers).end()
    return
  }
  const body = request.method === 'HEAD' ? undefined : await page.html()
  response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(body)
}

/** Whether the reader has the page already: If-None-Match compares weakly (RFC 9110 § 13.1.2). */
const isKnown = (known: string | undefined, etag: string): boolean =>
  known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ?? false

/** Null: the list. Undefined: neither the list nor a version. */
function numberIn(pathname: string): number | null | undefined {
  const rest = pathname.slice(POLICY_PATH.length).replace(/^\/|\/$/g, '')
  if (rest === '') return null
  return /^\d+$/.test(rest) ? number.safeParse(rest).data : undefined
}
