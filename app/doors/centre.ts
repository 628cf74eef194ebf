import type { IncomingMessage, ServerResponse } from 'node:http'
import { lookAtCentre, workCentreForm } from '../centre/index.ts'
import { forShop } from '../platform/db.ts'
import { isLinkToken } from '../requests/index.ts'
import { CENTRE_LINK } from '../shopify/app-proxy/words.ts'
import { answer, answerLiquid, headerOf, Refusal } from './http.ts'
import { networkOfVisitor } from './network.ts'
import { readProxyCall } from './proxy-call.ts'
import { type AskedPage, sendWithoutOthersParameters } from './proxy-page.ts'
import { rateOf } from './rate.ts'
import { readSentForm } from './requests-body.ts'

export const CENTRE_PATH = '/proxy'
export const CENTRE_HELD_PATH = `${CENTRE_PATH}/held`
export const CENTRE_LINK_PATH = `${CENTRE_PATH}/${CENTRE_LINK}`

/** A person looks and chooses now and then. A caller who tries links has to call often. */
const checkPageRate = rateOf({ ofNetwork: 120, ofShop: 3_000 }, 'Too many pages')
const checkFormRate = rateOf({ ofNetwork: 60, ofShop: 1_000 }, 'Too many forms')

/** An address may hold a one-time link: no other site is told of it, and no search engine lists it. */
const PRIVATE = { 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' }

/**
 * The privacy centre in the shop's theme, and its forms, which are posted to its own address. A script gets JSON for a switch that was
 * turned. 400: no form of the centre. 404: no such address. 405: neither read nor posted.
 */
export async function centreDoor(request: IncomingMessage, response: ServerResponse, asked: AskedPage): Promise<void> {
  if (request.method === 'POST') return takeForm(request, response, asked)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    throw new Refusal(405, 'Pages are read, forms are posted', { allow: 'GET, POST' })
  const { path, query } = asked
  if (sendWithoutOthersParameters(response, query)) return
  const { shop, prefix, customerId } = await readProxyCall(query, { isPage: true })
  checkPageRate(request, shop)
  const page = pageAt(path)
  answerLiquid(request, response, await forShop(shop, (tx) => lookAtCentre(tx, { page, prefix, customerId })), PRIVATE)
}

function pageAt(path: string) {
  const token = path.slice(CENTRE_LINK_PATH.length + 1)
  if (path === CENTRE_PATH || path === `${CENTRE_PATH}/`) return { name: 'centre' } as const
  if (path === CENTRE_HELD_PATH) return { name: 'held' } as const
  if (path === `${CENTRE_LINK_PATH}/${token}` && isLinkToken(token)) return { name: 'enter', token } as const
  throw new Refusal(404, 'There is no such page')
}

async function takeForm(request: IncomingMessage, response: ServerResponse, { path, query }: AskedPage): Promise<void> {
  if (path !== CENTRE_PATH && path !== `${CENTRE_PATH}/`) throw new Refusal(404, 'Forms are posted to the centre')
  const { shop, prefix, customerId } = await readProxyCall(query, { isPage: false })
  checkFormRate(request, shop)
  const { fields } = await readSentForm(request, response)
  const isFromScript = headerOf(request, 'accept') === 'application/json'
  const sender = { prefix, customerId, network: networkOfVisitor(request) }
  const sent = await forShop(shop, (tx) => workCentreForm(tx, sender, { fields, isFromScript }))
  if ('isWrong' in sent) throw new Refusal(400, 'This is no form of the privacy centre')
  if ('json' in sent) return answer(response, 200, sent.json, PRIVATE)
  // A script asked for a switch, and this is something else: it sends the form again, as a form.
  if (isFromScript) throw new Refusal(409, 'Not changed')
  answerLiquid(request, response, sent.page, PRIVATE)
}
