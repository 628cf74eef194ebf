import type { IncomingMessage, ServerResponse } from 'node:http'
import { readChoicesPage } from '../banner/index.ts'
import { forShop } from '../platform/db.ts'
import { PRIVACY_CHOICES } from '../shopify/app-proxy/words.ts'
import { answerLiquid, Refusal } from './http.ts'
import { type AskedPage, readProxyPage, sendWithoutOthersParameters } from './proxy-page.ts'
import { rateOf } from './rate.ts'

export const CHOICES_PATH = `/proxy/${PRIVACY_CHOICES}`

/** A person opens it now and then. */
const checkRate = rateOf({ ofNetwork: 60, ofShop: 3_000 }, 'Too many pages')

/**
 * The page on which a visitor opts out of the sale and sharing of their data. It says nothing about anybody: what was chosen
 * is known in the browser only.
 */
export async function privacyChoicesDoor(request: IncomingMessage, response: ServerResponse, { query }: AskedPage) {
  if (sendWithoutOthersParameters(response, query)) return
  const { shop } = await readProxyPage(request, query)
  checkRate(request, shop)
  const page = await forShop(shop, readChoicesPage)
  if (page === null) throw new Refusal(404, 'This shop offers no opt-out')
  answerLiquid(request, response, page)
}
