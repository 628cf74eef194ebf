/** The pages of a customer's account on which the app's extensions stand, and what these need of Shopify. */
import type { ServerResponse } from 'node:http'
import { frame, sendFrame } from '../extensions/frame.ts'
import { sendJson } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import type { ShopState } from '../shop/state.ts'
import { accountToken } from '../signed.ts'
import type { Visit } from './visit.ts'
import { wordsIn } from './words.ts'

const TOKEN = '/account/session-token'
const FRAMES = '/account/extensions/'

const TARGETS = {
  'privacy-page': ['customer-account.page.render'],
  'privacy-profile': ['customer-account.profile.block.render'],
  'privacy-order': ['customer-account.order-status.block.render', 'purchase.thank-you.block.render'],
} as const
type Handle = keyof typeof TARGETS

/** Where a customer finds each. */
const PAGES = {
  '/account/pages/privacy': ['privacy-page', 0],
  '/account/order-status': ['privacy-order', 0],
  '/account/thank-you': ['privacy-order', 1],
} satisfies Record<string, [Handle, number]>

const frameOf = (visit: Visit, handle: Handle, target = 0) =>
  frame(`${visit.prefix}${FRAMES}${handle}/${target}`, handle)

/** A page that an extension fills; undefined for any other. */
export function extensionPage(visit: Visit): string | undefined {
  const page = Object.entries(PAGES).find(([path]) => path === visit.pathname)?.[1]
  return page && `<h1>${wordsIn(visit.locale).account}</h1>${frameOf(visit, page[0], page[1])}`
}

/** What a signed-in customer has on the first page of their account. */
export const accountExtensions = (visit: Visit) => `${frameOf(visit, 'privacy-profile')}
<p>${Object.keys(PAGES)
  .map((path) => `<a href="${visit.prefix}${path}">${path.slice('/account/'.length)}</a>`)
  .join(' · ')}</p>`

/** Answers what extensions ask of Shopify: their frames, and session tokens. False when it is a page of the shop. */
export async function answerAccount(
  response: ServerResponse,
  url: URL,
  visit: Visit,
  { state, options }: { state: ShopState; options: StandInOptions },
): Promise<boolean> {
  const { pathname, prefix, customerId } = visit
  if (pathname === TOKEN) {
    const { apiKey, apiSecret: secret } = options
    sendJson(response, 200, {
      token: accountToken({ apiKey, secret, shop: state.shop.domain, customerId, at: state.now() }),
    })
    return true
  }
  if (!pathname.startsWith(FRAMES)) return false
  const [handle = '', target] = pathname.slice(FRAMES.length).split('/')
  const targets = Object.entries(TARGETS).find(([name]) => name === handle)?.[1] ?? []
  await sendFrame(response, handle, {
    target: targets[Number(target)] ?? '',
    // Accounts are offered in more languages than a shop's theme.
    language: url.searchParams.get('language') ?? visit.locale,
    appUrl: options.appUrl,
    tokenUrl: `${prefix}${TOKEN}`,
    pages: { extension: `${prefix}/account/pages/privacy` },
  })
  return true
}
