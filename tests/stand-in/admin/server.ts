import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setPolicy } from '../admin-api/resolvers/content.ts'
import { appBridgeScript, type Bridged } from '../app-front.ts'
import { type Handler, readBody, sendHtml, sendJson } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import { placeOrder } from '../shop/buy.ts'
import { cancelErasure, requestErasure } from '../shop/erase.ts'
import { changeMarketing } from '../shop/marketing.ts'
import { customerWith, type PrivacyFeatures, type Shop } from '../shop/model.ts'
import { grantScopes, revokeScopes, scopesOf } from '../shop/scopes.ts'
import { advanceAll, MOST_DAYS_AT_ONCE, type ShopState } from '../shop/state.ts'
import { adminQuery, sessionToken } from '../signed.ts'
import { appPage } from './app-page.ts'
import { answerExtensions, extensionPages, extensionsOn } from './extension-pages.ts'
import { type AdminLinks, homePath, storePath } from './layout.ts'
import { customersPage, settingsPage } from './shop-pages.ts'
import { type Sent, sendWebhook } from './webhooks.ts'

const EXPIRED_SECONDS = -600

/** Where a shop's admin shows the app. */
const APP = '/apps/kept'

const script = (response: ServerResponse, source: string) =>
  void response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' }).end(source)

const back = (response: ServerResponse, location: string) => void response.writeHead(303, { location }).end()

/** What one shop's part of the admin needs. `links` are known once every server listens. */
interface ShopOfAdmin {
  options: StandInOptions
  state: ShopState
  links: () => AdminLinks
}

/** Shopify admin of all shops: below `/store/HANDLE` each has its own. */
export function adminServer(shops: readonly ShopOfAdmin[], bridged: () => Bridged): Handler {
  const states = shops.map(({ state }) => state)
  const advance = (days: number) => advanceAll(states, days)
  const handlers = shops.map((one) => ({ store: storePath(one.state.shop), handle: adminOfShop(one, advance) }))
  return (request, response, url) => {
    const { pathname } = url
    if (pathname === '/app-page.js') {
      return script(response, readFileSync(new URL('./app-page.js', import.meta.url), 'utf8'))
    }
    if (pathname === '/app-bridge.js') {
      return script(response, appBridgeScript(bridged()))
    }
    const found = handlers.find(({ store }) => pathname === store || pathname.startsWith(`${store}/`))
    if (found) return found.handle(request, response, url, pathname.slice(found.store.length))
    if (pathname === '/' && shops[0]) return back(response, homePath(shops[0].state.shop))
    sendHtml(response, 'The stand-in admin has no such page', 404)
  }
}

type ShopHandler = (...args: [...Parameters<Handler>, path: string]) => ReturnType<Handler>

/** The frame around the app, and the few of Shopify's own pages that make Shopify call the app. */
function adminOfShop({ options, state, links }: ShopOfAdmin, advance: (days: number) => void): ShopHandler {
  const { shop } = state
  const identity = { apiKey: options.apiKey, secret: options.apiSecret, shop: shop.domain }
  const store = storePath(shop)
  let sent: Sent | undefined

  const pages = (path: string, searchParams: URLSearchParams): string | undefined => {
    if (path === APP || path.startsWith(`${APP}/`)) {
      const frame = frameUrl({ ...identity, at: state.now() }, options.appUrl, path.slice(APP.length), searchParams)
      return appPage(shop, links(), frame, new URL(options.appUrl).origin)
    }
    const shown = sent
    sent = undefined
    const customer = path.match(/^\/customers(?:\/(\d+))?$/)
    if (customer) {
      const extensions = customer[1] ? extensionsOn(state, 'customers', customer[1], searchParams) : ''
      return customersPage(
        state,
        links(),
        { search: customer[1] ?? searchParams.get('search') ?? '', extensions },
        shown,
      )
    }
    if (path === '/settings') return settingsPage(state, links(), shown)
    return extensionPages(state, links(), path, searchParams)
  }

  const act = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const form = new URLSearchParams((await readBody(request)).toString())
    if (path === '/send-webhook') {
      sent = await sendWebhook(options, state, form.get('topic') ?? '', Number(form.get('customer')))
      return back(response, request.headers.referer ?? `${store}/customers`)
    }
    if (path === '/marketing') {
      switchMarketing(state, form)
      return back(response, request.headers.referer ?? `${store}/customers`)
    }
    if (path === '/erasure') {
      switchErasure(state, form)
      return back(response, request.headers.referer ?? `${store}/customers`)
    }
    if (path === '/order') {
      const customer = customerWith(shop, Number(form.get('customer')))
      if (customer) placeOrder(state, customer, state.now())
      return back(response, request.headers.referer ?? `${store}/customers`)
    }
    if (path === '/scopes') {
      const scopes = form.get('scopes')?.split(',').filter(Boolean) ?? []
      if (form.get('change') === 'grant') grantScopes(state, scopes)
      else revokeScopes(state, scopes)
      return sendJson(response, 200, scopesOf(state))
    }
    if (path === '/embed') shop.embedEnabled = !shop.embedEnabled
    else if (path === '/app-proxy') moveProxy(shop, form)
    else if (path === '/clock') advance(Math.min(MOST_DAYS_AT_ONCE, Math.max(0, Number(form.get('days')) || 0)))
    else if (path === '/access') switchAccess(state, form.get('scope') ?? '')
    else if (path === '/privacy-feature') toggleFeature(shop, form.get('feature') ?? '')
    else if (path === '/privacy-policy') setPolicy(state, 'PRIVACY_POLICY', form.get('body') ?? '')
    else return sendHtml(response, 'The stand-in admin takes no such form', 404)
    state.changed()
    back(response, `${store}/settings`)
  }

  return async (request, response, { searchParams }, path) => {
    if (await answerExtensions(request, response, { state, options, path, asked: searchParams })) return
    if (request.method === 'POST') return act(request, response, path)
    if (path === '' || path === '/') return back(response, homePath(shop))
    if (path === '/session-token')
      return sendJson(response, 200, { token: sessionToken({ ...identity, at: state.now() }) })
    if (path === '/scopes') return sendJson(response, 200, scopesOf(state))
    if (path === '/extensions') return sendJson(response, 200, extensions(shop))
    // The deep link of theme app extensions: the editor opens with the embed switched on.
    if (path === '/themes/current/editor' && searchParams.has('activateAppId')) {
      shop.embedEnabled = true
      state.changed()
      return back(response, `${store}/settings`)
    }
    const page = pages(path, searchParams)
    sendHtml(response, page ?? 'The stand-in admin has no such page', page ? 200 : 404)
  }
}

/** `?locale=fr` is the language of the admin; `token=expired` is as when the page was left open for long. */
function frameUrl(
  identity: { apiKey: string; secret: string; shop: string; at: Date },
  appUrl: string,
  path: string,
  asked: URLSearchParams,
): string {
  const query = adminQuery({
    ...identity,
    locale: asked.get('locale') ?? 'en',
    ...(asked.get('token') === 'expired' && { lifetime: EXPIRED_SECONDS }),
  })
  for (const [name, value] of asked) if (name !== 'locale' && name !== 'token') query.set(name, value)
  return `${appUrl}${path || '/app'}?${query}`
}

/** Shopify offers four prefixes, and takes letters, digits, `-` and `_` in the subpath. */
function moveProxy(shop: Shop, form: URLSearchParams): void {
  const path = `/${form.get('prefix')}/${form.get('subpath')}`
  if (/^\/(?:apps|a|community|tools)\/[A-Za-z0-9_-]{1,30}$/.test(path)) shop.proxyPath = path
}

function switchMarketing(state: ShopState, form: URLSearchParams): void {
  const customer = customerWith(state.shop, Number(form.get('customer')))
  if (!customer) return
  const channel = form.get('channel') === 'sms' ? 'sms' : 'email'
  const to = form.get('to') === 'SUBSCRIBED' ? 'SUBSCRIBED' : 'UNSUBSCRIBED'
  changeMarketing(state, customer, { channel, to, at: state.now() })
}

/** As staff do it on a customer's page: they cannot take back what Kept asked for. */
function switchErasure(state: ShopState, form: URLSearchParams): void {
  const customer = customerWith(state.shop, Number(form.get('customer')))
  if (!customer) return
  if (customer.erasureRequestedAt) cancelErasure(state, customer, 'staff')
  else requestErasure(state, customer, 'staff')
}

function switchAccess(state: ShopState, scope: string): void {
  if (state.shop.grantedScopes.includes(scope)) revokeScopes(state, [scope])
  else grantScopes(state, [scope])
}

function toggleFeature({ privacyFeatures }: Shop, name: string): void {
  if (!Object.hasOwn(privacyFeatures, name)) return
  const feature = name as keyof PrivacyFeatures
  privacyFeatures[feature] = !privacyFeatures[feature]
}

/** What App Bridge's `shopify.app.extensions()` answers. */
const extensions = ({ embedEnabled }: Shop) => [
  {
    handle: 'consent-banner',
    type: 'theme_app_extension',
    activations: [
      {
        handle: 'consent-banner',
        name: 'Consent banner',
        target: 'compliance_head',
        status: embedEnabled ? 'active' : 'available',
        activations: embedEnabled ? [{ target: 'compliance_head', themeId: 'gid://shopify/OnlineStoreTheme/1' }] : [],
      },
      // The merchant has tried the block in a theme that no shopper sees: that turns no banner on.
      {
        handle: 'privacy-choices',
        name: 'Your Privacy Choices',
        target: 'section',
        status: 'active',
        activations: [{ target: 'sections--1__footer/kept_privacy', themeId: 'gid://shopify/OnlineStoreTheme/2' }],
      },
    ],
  },
]
