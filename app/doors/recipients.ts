import type { IncomingMessage, ServerResponse } from 'node:http'
import { forShop } from '../platform/db.ts'
import { EVERYWHERE } from '../platform/response-headers.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { RECIPIENTS_PATH, recipientAnswer, type ShownNotice, showNotice, takeAnswer } from '../recipients/index.ts'
import { headerOf, Refusal, readBody } from './http.ts'
import { networkOfCaller } from './network.ts'
import { Rate, refuseWhoMustWait } from './rate.ts'

/** Calls per minute. A recipient opens a notice and answers it; a tool of its own may answer many. */
const ofNetwork = new Rate({ points: 60, mostKeys: 20_000 })
const ofShop = new Rate({ points: 600, mostKeys: 5_000 })

/** A reason, each of whose characters takes nine bytes in a form. */
const MAX_BYTES = 16 * 1024

const FORM = 'application/x-www-form-urlencoded'

/** The address holds the secret: no other site is told of it, and no search engine lists it. */
const HEADERS = {
  ...EVERYWHERE,
  'content-type': 'text/html; charset=utf-8',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
}

function checkRate(request: IncomingMessage, shop: ShopDomain): void {
  refuseWhoMustWait(ofNetwork.take(networkOfCaller(request)) || ofShop.take(shop), 'Too many calls')
}

/**
 * The page on which a recipient of data reads a notice (GET) and answers it (POST). The secret in its address is all that it
 * needs. 404: a link that leads nowhere, whatever the reason.
 */
export async function recipientsDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { path }: { path: string },
): Promise<void> {
  const isPost = request.method === 'POST'
  if (!isPost && request.method !== 'GET' && request.method !== 'HEAD')
    throw new Refusal(405, 'A notice is read and answered', { allow: 'GET, POST' })
  const [name = '', token = '', ...rest] = path.slice(RECIPIENTS_PATH.length + 1).split('/')
  const shop = shopDomain.safeParse(name)
  if (!shop.success || rest.length > 0) throw new Refusal(404, 'No such notice')
  checkRate(request, shop.data)
  const shown = isPost
    ? await answered(request, response, shop.data, token)
    : await forShop(shop.data, (tx) => showNotice(tx, token))
  response.writeHead(shown.isFound ? 200 : 404, HEADERS)
  response.end(request.method === 'HEAD' ? undefined : shown.html)
}

async function answered(
  request: IncomingMessage,
  response: ServerResponse,
  shop: ShopDomain,
  token: string,
): Promise<ShownNotice> {
  if (headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase() !== FORM)
    throw new Refusal(415, 'This is no form')
  const body = await readBody(request, response, { limit: MAX_BYTES })
  const sent = recipientAnswer.safeParse(Object.fromEntries(new URLSearchParams(body.toString('utf8'))))
  if (!sent.success) throw new Refusal(400, 'answer=confirm, or answer=refuse with a reason')
  return forShop(shop, (tx) => takeAnswer(tx, token, sent.data))
}
