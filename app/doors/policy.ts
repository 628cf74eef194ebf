import type { IncomingMessage, ServerResponse } from 'node:http'
import { publicPage, TEXT_ONLY } from '../policy/index.ts'
import { versionNumber } from '../register/index.ts'
import { answer, answerPage, headerOf, Refusal } from './http.ts'
import { type AskedPage, readProxyPage, sendWithoutOthersParameters } from './proxy-page.ts'
import { rateOf } from './rate.ts'

export const POLICY_PATH = '/proxy/policy'

/** A version never changes, but another one may come into force. */
const MAX_AGE_SECONDS = 300

/** A reader looks at a few versions in a few languages. */
const checkRate = rateOf({ ofNetwork: 120, ofShop: 6_000 }, 'Too many pages')

/** The shop's policy for its customers: the list of versions, and each version as it was, at a permanent address. */
export async function policyDoor(request: IncomingMessage, response: ServerResponse, { path, query }: AskedPage) {
  if (sendWithoutOthersParameters(response, query)) return
  const { shop, prefix, languages } = await readProxyPage(request, query)
  checkRate(request, shop)
  const asked = numberIn(path)
  const page = asked === undefined ? null : await publicPage(shop, { number: asked, languages, prefix })
  if (page === null) throw new Refusal(404, 'No such version')
  const headers = {
    etag: page.etag,
    'content-security-policy': `${TEXT_ONLY}; frame-ancestors 'none'`,
    'cache-control': `private, max-age=${MAX_AGE_SECONDS}`,
    vary: 'accept-language',
  }
  if (isKnown(headerOf(request, 'if-none-match'), page.etag)) answer(response, 304, undefined, headers)
  else answerPage(request, response, request.method === 'HEAD' ? '' : await page.html(), headers)
}

/** Whether the reader has the page already. If-None-Match compares weakly (RFC 9110 § 13.1.2). */
const isKnown = (known: string | undefined, etag: string): boolean =>
  known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag) ?? false

/** Null: the list of versions. Undefined: neither the list nor a version. */
function numberIn(pathname: string): number | null | undefined {
  const rest = pathname.slice(POLICY_PATH.length).replace(/^\/|\/$/g, '')
  if (rest === '') return null
  return /^\d+$/.test(rest) ? versionNumber.safeParse(rest).data : undefined
}
