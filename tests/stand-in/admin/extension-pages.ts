/** The pages of Shopify's admin on which the app's extensions stand, and what these need of Shopify. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { frame, sendFrame } from '../extensions/frame.ts'
import { escapeHtml, readBody, sendJson } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import { gid } from '../shop/model.ts'
import type { ShopState } from '../shop/state.ts'
import { type AdminLinks, homePath, layout, storePath } from './layout.ts'

const FRAMES = '/extension-frames/'
const QUERY = '/extension-query'

interface Place {
  resource: 'Customer' | 'Company' | 'Order'
  block: string | null
  /** Each opens in a window of its own. */
  actions: Record<string, string>
}

const PLACES: Record<string, Place> = {
  customers: {
    resource: 'Customer',
    block: 'customer-privacy',
    actions: { 'customer-request': 'Start a privacy request', 'customer-held': 'Show what is held' },
  },
  companies: {
    resource: 'Company',
    block: null,
    actions: { 'company-request': 'Start a privacy request', 'company-held': 'Show what is held' },
  },
  orders: { resource: 'Order', block: 'order-privacy', actions: {} },
}

const language = (asked: URLSearchParams) => (asked.get('locale') === 'fr' ? 'fr' : 'en')

const frameOf = (state: ShopState, handle: string, place: string, id: string, asked: URLSearchParams) =>
  frame(`${storePath(state.shop)}${FRAMES}${handle}?place=${place}&id=${id}&locale=${language(asked)}`, handle)

/** The block and the actions on a resource's page; empty where the app has none. */
export function extensionsOn(state: ShopState, place: string, id: string, asked: URLSearchParams): string {
  const found = PLACES[place]
  if (!found) return ''
  const to = (handle: string) => `${storePath(state.shop)}/${place}/${id}/${handle}?locale=${language(asked)}`
  const actions = Object.entries(found.actions).map(
    ([handle, name]) => `<a class="button" href="${escapeHtml(to(handle))}">${name}</a>`,
  )
  return `<section><p>${actions.join(' ')}</p>${found.block ? frameOf(state, found.block, place, id, asked) : ''}</section>`
}

/** The lists of companies and orders, a page of one of them, or the window of an action; undefined for another page. */
export function extensionPages(
  state: ShopState,
  links: AdminLinks,
  path: string,
  asked: URLSearchParams,
): string | undefined {
  const { shop } = state
  const page = (title: string, body: string) =>
    layout(shop, links, path, `<main><h1>${escapeHtml(title)}</h1>${body}</main>`)
  const list = (place: string, items: readonly { id: number; name: string }[]) =>
    `<ul>${items.map(({ id, name }) => `<li><a href="${storePath(shop)}/${place}/${id}">${escapeHtml(name)}</a></li>`).join('')}</ul>`
  if (path === '/companies') return page('Companies', list('companies', shop.companies))
  if (path === '/orders') return page('Orders', list('orders', shop.orders.slice(-50).toReversed()))
  const [, place = '', id = '', action] = /^\/(customers|companies|orders)\/(\d+)(?:\/([a-z-]+))?$/.exec(path) ?? []
  if (action)
    return PLACES[place]?.actions[action]
      ? page(PLACES[place].actions[action], frameOf(state, action, place, id, asked))
      : undefined
  const named = { companies: shop.companies, orders: shop.orders }[place]?.find((one) => String(one.id) === id)
  return named && page(named.name, extensionsOn(state, place, id, asked))
}

/** Answers what extensions ask of Shopify: their frames, and the Admin API as staff. False when it is another page. */
export async function answerExtensions(
  request: IncomingMessage,
  response: ServerResponse,
  { state, options, path, asked }: { state: ShopState; options: StandInOptions; path: string; asked: URLSearchParams },
): Promise<boolean> {
  const store = storePath(state.shop)
  if (path === QUERY) {
    const answer = await fetch(`${state.apiUrl}/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-stand-in-host': state.shop.domain,
        'x-shopify-access-token': state.shop.tokens.at(-1)?.token ?? '',
      },
      body: (await readBody(request)).toString(),
    })
    sendJson(response, answer.status, await answer.json())
    return true
  }
  if (!path.startsWith(FRAMES)) return false
  const handle = path.slice(FRAMES.length)
  const place = asked.get('place') ?? ''
  const id = asked.get('id') ?? ''
  const { resource = 'Customer', block } = PLACES[place] ?? {}
  const kind = handle === block ? 'block' : 'action'
  await sendFrame(response, handle, {
    target: `admin.${resource.toLowerCase()}-details.${kind}.render`,
    language: language(asked),
    appUrl: options.appUrl,
    selected: [{ id: gid(resource, id) }],
    tokenUrl: `${store}/session-token`,
    queryUrl: `${store}${QUERY}`,
    pages: { app: homePath(state.shop), back: `${store}/${place}/${id}` },
  })
  return true
}
