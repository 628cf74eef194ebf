import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { type Handler, readBody, sendHtml, sendJson } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import { subscribeToNewsletter } from '../shop/marketing.ts'
import type { Shop } from '../shop/model.ts'
import type { ShopState } from '../shop/state.ts'
import { answerAccount } from './account-pages.ts'
import { isProxied, proxyToApp } from './app-proxy.ts'
import { ASSET_PATH, renderBlock, renderEmbeds } from './embed.ts'
import { layout } from './layout.ts'
import { leadingHere } from './links.ts'
import { missingPage, pageAt } from './pages.ts'
import { cartCookie, countryCookie, customerCookie, type Visit, visitOf } from './visit.ts'

const ASSET_TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** The online store: a small theme, the app's embeds in it, customer sign-in, and the app proxy with its signature. */
export function storefront(options: StandInOptions, state: ShopState): Handler {
  const { shop } = state
  return async (request, response, url) => {
    if (url.pathname.startsWith(ASSET_PATH)) return sendAsset(response, options.extensionDir, url.pathname)
    const visit = visitOf(request, url, shop)
    if (url.searchParams.has('country')) response.setHeader('set-cookie', countryCookie(visit))
    if (isProxied(shop, visit)) return proxyToApp(request, response, url, visit, { state, options })
    if (request.method === 'POST') return act(request, response, visit, state)
    if (await answerAccount(response, url, visit, { state, options })) return
    const isUnknown = url.searchParams.has('unknown')
    const newsletter =
      visit.pathname === '/pages/newsletter'
        ? `<h1>${shop.name}</h1>${await renderBlock(options.extensionDir, 'newsletter-consent', shop, visit)}`
        : ''
    const body = newsletter || pageAt(shop, visit, { isUnknown, returnTo: url.searchParams.get('return_url') ?? '' })
    const embeds = await renderEmbeds(options.extensionDir, shop, visit)
    const page = layout(shop, visit, embeds, body ?? missingPage(visit), url.searchParams.has('customer_posted'))
    sendHtml(response, leadingHere(shop, request)(page), body ? 200 : 404)
  }
}

function sendAsset(response: ServerResponse, extensionDir: string, pathname: string): void {
  const file = path.join(extensionDir, 'assets', path.basename(pathname))
  const type = ASSET_TYPES[path.extname(file)]
  if (type && existsSync(file)) {
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(readFileSync(file))
  } else {
    sendHtml(response, 'No such asset', 404)
  }
}

async function act(request: IncomingMessage, response: ServerResponse, visit: Visit, state: ShopState): Promise<void> {
  const { shop } = state
  const text = (await readBody(request)).toString()
  // Where the Customer Privacy API tells Shopify; Shopify's own ledger is of no interest here.
  if (visit.pathname === '/api/unstable/graphql.json') return sendJson(response, 200, { data: {} })
  const form = new URLSearchParams(text)
  const to = (location: string, cookie: string | string[] = []) =>
    void response.writeHead(303, { location: `${visit.prefix}${location}`, 'set-cookie': cookie }).end()
  switch (visit.pathname) {
    case '/account/sign-in': {
      const customer = signingIn(shop, form)
      const cookie = customerCookie(customer?.id ?? null)
      const back = form.get('return_url') ?? ''
      // As Shopify's login: back to where the visitor came from, in this shop and nowhere else.
      if (customer && /^\/[\w-]/.test(back))
        return void response.writeHead(303, { location: back, 'set-cookie': cookie }).end()
      return to(customer ? '/account' : '/account?unknown', cookie)
    }
    case '/account/sign-out':
      return to('/account', customerCookie(null))
    case '/cart/add':
      return to(
        '/cart',
        cartCookie([...visit.cart, form.get('product') ?? ''].filter((handle) => isSold(shop, handle))),
      )
    case '/cart/clear':
      return to('/cart', cartCookie([]))
    // The path and the names of Shopify's `{% form 'customer' %}`.
    case '/contact': {
      const email = form.get('contact[email]')?.trim() ?? ''
      if (!email.includes('@')) return to('/')
      subscribeToNewsletter(state, email, visit.locale)
      return to('/?customer_posted=true')
    }
    default:
      sendHtml(response, 'The stand-in takes no such form', 404)
  }
}

const isSold = (shop: Shop, handle: string) => shop.products.some((product) => product.handle === handle)

/** A typed address goes before the one picked from the list. */
function signingIn(shop: Shop, form: URLSearchParams) {
  const email = form.get('email')?.trim().toLowerCase()
  return shop.customers.find(
    (one) => !one.erasedAt && (email ? one.email?.toLowerCase() === email : String(one.id) === form.get('customer')),
  )
}
