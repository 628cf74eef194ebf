import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setPolicy } from '../admin-api/resolvers/content.ts'
import { appBridgeScript } from '../app-front.ts'
import { type Handler, readBody, sendHtml, sendJson } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import { changeMarketing } from '../shop/marketing.ts'
import { customerWith, type PrivacyFeatures, type Shop } from '../shop/model.ts'
import type { ShopState } from '../shop/state.ts'
import { adminQuery, sessionToken } from '../signed.ts'
import { appPage } from './app-page.ts'
import { type AdminLinks, storePath } from './layout.ts'
import { customersPage, settingsPage } from './shop-pages.ts'
import { type Sent, sendWebhook } from './webhooks.ts'

const EXPIRED_SECONDS = -600

const script = (response: ServerResponse, source: string) =>
  void response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' }).end(source)

const back = (response: ServerResponse, location: string) => void response.writeHead(303, { location }).end()

/** Shopify admin: the frame around the app, and the few of Shopify's own pages that make Shopify call the app. */
export function adminServer(options: StandInOptions, state: ShopState, links: () => AdminLinks): Handler {
  const { shop } = state
  const identity = { apiKey: options.apiKey, secret: options.apiSecret, shop: shop.domain }
  const store = storePath(shop)
  const home = `${store}/apps/kept`
  let sent: Sent | undefined

  const pages = (url: URL): string | undefined => {
    const { pathname, searchParams } = url
    if (pathname === home || pathname.startsWith(`${home}/`)) {
      const frame = frameUrl(identity, options.appUrl, pathname.slice(home.length), searchParams)
      return appPage(shop, links(), frame, new URL(options.appUrl).origin)
    }
    const shown = sent
    sent = undefined
    const customer = pathname.match(new RegExp(`^${store}/customers(?:/(\\d+))?$`))
    if (customer) return customersPage(shop, links(), customer[1] ?? searchParams.get('search') ?? '', shown)
    if (pathname === `${store}/settings`) return settingsPage(shop, links(), shown)
    return undefined
  }

  const act = async (request: IncomingMessage, response: ServerResponse, pathname: string) => {
    const form = new URLSearchParams((await readBody(request)).toString())
    if (pathname === '/send-webhook') {
      sent = await sendWebhook(options, state, form.get('topic') ?? '', Number(form.get('customer')))
      return back(response, request.headers.referer ?? `${store}/customers`)
    }
    if (pathname === '/marketing') {
      switchMarketing(state, form)
      return back(response, request.headers.referer ?? `${store}/customers`)
    }
    if (pathname === '/embed') shop.embedEnabled = !shop.embedEnabled
    else if (pathname === '/app-proxy') moveProxy(shop, form)
    else if (pathname === '/privacy-feature') toggleFeature(shop, form.get('feature') ?? '')
    else if (pathname === '/privacy-policy') setPolicy(state, 'PRIVACY_POLICY', form.get('body') ?? '')
    else return sendHtml(response, 'The stand-in admin takes no such form', 404)
    state.changed()
    back(response, `${store}/settings`)
  }

  return async (request, response, url) => {
    const { pathname, searchParams } = url
    if (request.method === 'POST') return act(request, response, pathname)
    if (pathname === '/' || pathname === store) return back(response, home)
    if (pathname === '/session-token') return sendJson(response, 200, { token: sessionToken(identity) })
    if (pathname === '/extensions') return sendJson(response, 200, extensions(shop))
    if (pathname === '/app-bridge.js') return script(response, appBridgeScript(links(), shop))
    if (pathname === '/app-page.js') {
      return script(response, readFileSync(new URL('./app-page.js', import.meta.url), 'utf8'))
    }
    // The deep link of theme app extensions: the editor opens with the embed switched on.
    if (pathname === '/admin/themes/current/editor' && searchParams.has('activateAppId')) {
      shop.embedEnabled = true
      state.changed()
      return back(response, `${store}/settings`)
    }
    const page = pages(url)
    sendHtml(response, page ?? 'The stand-in admin has no such page', page ? 200 : 404)
  }
}

/** `?locale=fr` is the language of the admin; `token=expired` is as when the page was left open for long. */
function frameUrl(
  identity: { apiKey: string; secret: string; shop: string },
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
  changeMarketing(state, customer, { channel, to, at: new Date() })
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
