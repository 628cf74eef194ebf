import type { IncomingMessage, ServerResponse } from 'node:http'
import { element, standalone, TEXT_ONLY } from '../policy/index.ts'
import { PROXY_ADDRESS } from '../shopify/app-proxy/words.ts'
import { answer, answerPage, headerOf } from './http.ts'
import { type AskedPage, readProxyPage } from './proxy-page.ts'
import { rateOf } from './rate.ts'

export const ADDRESS_PATH = `/proxy/${PROXY_ADDRESS}`

/** Staff open it to try an address, and a storefront that has lost Kept looks for it. */
const checkRate = rateOf({ ofNetwork: 30, ofShop: 600 }, 'Too many calls')

const WORDS = {
  en: { title: 'This is the right address', body: 'The shop keeps its privacy choices here:' },
  fr: { title: 'C’est la bonne adresse', body: 'La boutique conserve ici les choix de confidentialité :' },
}

/**
 * Says at which path of the storefront Kept is: as a page to people, as JSON to scripts. Whoever opens it has Shopify
 * sign a call, and so Kept learns the path.
 */
export async function proxyAddressDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { query }: AskedPage,
): Promise<void> {
  const { shop, prefix, languages } = await readProxyPage(request, query)
  checkRate(request, shop)
  if (!headerOf(request, 'accept')?.includes('text/html')) return answer(response, 200, { kept: prefix })
  const language = languages[0] === 'fr' ? 'fr' : 'en'
  const { title, body } = WORDS[language]
  const head = [element('p', {}, [body]), element('p', {}, [prefix])]
  answerPage(request, response, standalone({ language, title, head, body: '' }), {
    'content-security-policy': `${TEXT_ONLY}; frame-ancestors 'none'`,
    'x-robots-tag': 'noindex',
  })
}
