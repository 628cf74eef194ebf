import type { IncomingMessage, ServerResponse } from 'node:http'
import { guideAddress, receiptOf, renderReceipt } from '../consent/index.ts'
import { forShop } from '../platform/db.ts'
import { policyLanguageOf, TEXT_ONLY } from '../policy/index.ts'
import { answer, answerPage, Refusal } from './http.ts'
import { type AskedPage, type ProxyPage, readProxyPage } from './proxy-page.ts'
import { rateOf } from './rate.ts'

export const RECEIPTS_PATH = '/proxy/receipts'

/** A person opens a receipt now and then. A caller who tries ids has to call often. */
const checkRate = rateOf({ ofNetwork: 30, ofShop: 600 }, 'Too many receipts')

/** A UUID, optionally followed by `.json`. */
const RECEIPT = /^\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.json)?$/i

/**
 * Shows the receipt of a decision to everybody who knows its id: the visitor's browser and staff do. As a page, or as
 * JSON for `npm run verify`. 404: no such record, or its person was erased.
 */
export async function receiptsDoor(request: IncomingMessage, response: ServerResponse, { path, query }: AskedPage) {
  const page = await readProxyPage(request, query)
  checkRate(request, page.shop)
  const [, id, json] = RECEIPT.exec(path.slice(RECEIPTS_PATH.length)) ?? []
  const answered = id && (await (json ? asJson(response, page, id) : asPage(request, response, page, id)))
  if (!answered) throw new Refusal(404, 'No such receipt')
}

/** Not to be cached: it is about a person, and changes when it is sealed. */
const PRIVATE = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }

async function asJson(response: ServerResponse, { shop, languages }: ProxyPage, id: string): Promise<boolean> {
  const receipt = await forShop(shop, (tx) => receiptOf(tx, id, languages[0]))
  if (receipt)
    answer(response, 200, receipt, { ...PRIVATE, 'content-disposition': `attachment; filename="receipt-${id}.json"` })
  return receipt !== null
}

async function asPage(
  request: IncomingMessage,
  response: ServerResponse,
  { shop, prefix, languages }: ProxyPage,
  id: string,
): Promise<boolean> {
  const [wanted] = languages
  const receipt = await forShop(shop, (tx) => receiptOf(tx, id, wanted))
  if (!receipt) return false
  const language = wanted ?? policyLanguageOf(receipt.notice.language) ?? 'en'
  const version = receipt.notice.register_version
  const html = renderReceipt(receipt, language, {
    ...(version !== null && { policy: `${prefix}/policy/${version}?lang=${language}` }),
    json: `${prefix}/receipts/${id}.json?lang=${language}`,
    guide: guideAddress(shop, language),
  })
  answerPage(request, response, html, { ...PRIVATE, 'content-security-policy': `${TEXT_ONLY}; frame-ancestors 'none'` })
  return true
}
