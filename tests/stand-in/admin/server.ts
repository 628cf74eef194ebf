import type { IncomingMessage, ServerResponse } from 'node:http'
import { appBridgeScript } from '../app-front.ts'
import { type Handler, readBody, sendHtml, sendJson } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import type { ShopState } from '../shop/state.ts'
import { adminQuery, sessionToken, signedWebhook } from '../signed.ts'
import { type AdminLinks, appPage, customersPage, type Sent, settingsPage } from './pages.ts'

/** Shopify admin: the frame around the app, and the few of Shopify's own pages that make Shopify call the app. */
export function adminServer(options: StandInOptions, state: ShopState, links: () => AdminLinks): Handler {
  const { shop } = state
  const identity = { apiKey: options.apiKey, secret: options.apiSecret, shop: shop.domain }
  const store = `/store/${shop.domain.split('.')[0]}`
  let sent: Sent | undefined

  const send = async (request: IncomingMessage, response: ServerResponse) => {
    const form = new URLSearchParams((await readBody(request)).toString())
    const topic = form.get('topic') ?? ''
    sent = await sendWebhook(options, state, topic, Number(form.get('customer')))
    back(response, request.headers.referer ?? `${store}/customers`)
  }

  return async (request, response, url) => {
    const { pathname, searchParams } = url
    const app = pathname.match(/^\/store\/([\w-]+)\/apps\/kept(\/.*)?$/)
    const shown = sent
    if (request.method === 'GET') sent = undefined
    if (app?.[1] === shop.domain.split('.')[0]) {
      // `token=expired`: as when the page was left open; the app must fetch a new one by itself.
      const lifetime = searchParams.get('token') === 'expired' ? -600 : undefined
      const query = adminQuery({
        ...identity,
        locale: searchParams.get('locale') ?? 'en',
        ...(lifetime && { lifetime }),
      })
      for (const [name, value] of searchParams) if (name !== 'locale' && name !== 'token') query.set(name, value)
      const frame = `${options.appUrl}${app?.[2] ?? '/app'}?${query}`
      return sendHtml(response, appPage(shop, links(), frame, new URL(options.appUrl).origin))
    }
    if (pathname === '/') return back(response, `${store}/apps/kept`)
    if (pathname === '/session-token') return sendJson(response, 200, { token: sessionToken(identity) })
    if (pathname === '/app-bridge.js') {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(appBridgeScript(links().admin))
      return
    }
    if (pathname === `${store}/customers`) {
      return sendHtml(response, customersPage(shop, links(), searchParams.get('search') ?? '', shown))
    }
    if (pathname === `${store}/settings`) return sendHtml(response, settingsPage(shop, links(), shown))
    // The deep link of theme app extensions: the editor opens with the embed switched on.
    if (pathname === '/admin/themes/current/editor' && searchParams.has('activateAppId')) {
      shop.embedEnabled = true
      state.changed()
      return back(response, `${store}/settings`)
    }
    if (request.method === 'POST' && pathname === '/send-webhook') return send(request, response)
    if (request.method === 'POST' && pathname === '/embed') {
      shop.embedEnabled = !shop.embedEnabled
      state.changed()
      return back(response, `${store}/settings`)
    }
    sendHtml(response, 'The stand-in admin has no such page', 404)
  }
}

function back(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end()
}

async function sendWebhook(
  options: StandInOptions,
  state: ShopState,
  topic: string,
  customerId: number,
): Promise<Sent> {
  const { shop } = state
  const named = { shop_id: 1, shop_domain: shop.domain }
  const customer = shop.customers.find(({ id }) => id === customerId)
  const person = { ...named, customer: customer && { id: customer.id, email: customer.email, phone: customer.phone } }
  const orders = shop.orders.filter((order) => order.customerId === customerId).map(({ id }) => id)
  const bodies: Record<string, object> = {
    'customers/data_request': { ...person, orders_requested: orders, data_request: { id: state.nextId() } },
    'customers/redact': { ...person, orders_to_redact: orders },
    'shop/redact': named,
    'app/uninstalled': { id: 1, name: shop.name, myshopify_domain: shop.domain },
  }
  const { headers, body } = signedWebhook(topic, bodies[topic], { secret: options.apiSecret, shop: shop.domain })
  const path = topic.startsWith('app/') ? '/webhooks/app' : '/webhooks/compliance'
  const { host, port } = options.appUpstream
  const answer = await fetch(`http://${host}:${port}${path}`, { method: 'POST', headers, body: new Uint8Array(body) })
  return { topic, status: answer.status, body: await answer.text() }
}
