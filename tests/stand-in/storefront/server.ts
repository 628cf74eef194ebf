import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import { forward, type Handler, readBody, sendHtml } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import type { ShopState } from '../shop/state.ts'
import { signedProxyQuery } from '../signed.ts'
import { ASSET_PATH, renderEmbeds, type Visit } from './embed.ts'
import { accountPage, homePage, missingPage, page, policyPage, productPage } from './theme.ts'

const PROXY_PREFIX = '/apps/privacy'
const CUSTOMER_COOKIE = 'stand_in_customer'

/** The online store: a small theme, the app's embeds in it, customer sign-in, and the app proxy with its signature. */
export function storefront(options: StandInOptions, state: ShopState): Handler {
  const { shop } = state
  return async (request, response, url) => {
    const { prefix, locale, pathname } = localise(url.pathname, shop.locales)
    const customerId = customerOf(request)
    if (url.pathname.startsWith(ASSET_PATH)) {
      const file = path.join(options.extensionDir, 'assets', path.basename(url.pathname))
      if (!existsSync(file)) return sendHtml(response, 'No such asset', 404)
      const type = file.endsWith('.css') ? 'text/css' : 'text/javascript'
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(readFileSync(file))
      return
    }
    if (pathname.startsWith(`${PROXY_PREFIX}/`)) {
      const signed = signedProxyQuery({
        secret: options.apiSecret,
        shop: shop.domain,
        customerId: customerId ? String(customerId) : '',
        pathPrefix: PROXY_PREFIX,
        query: url.searchParams,
      })
      return forward(request, response, {
        upstream: options.appUpstream,
        path: `/proxy${pathname.slice(PROXY_PREFIX.length)}?${signed}`,
        headers: { 'x-forwarded-for': request.socket.remoteAddress ?? '', 'x-forwarded-host': shop.domain },
        without: ['cookie', 'set-cookie'],
      })
    }
    if (request.method === 'POST' && pathname.startsWith('/account/')) {
      const chosen = new URLSearchParams((await readBody(request)).toString()).get('customer') ?? ''
      const value = pathname === '/account/sign-in' && /^\d+$/.test(chosen) ? chosen : ''
      const cookie = `${CUSTOMER_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Lax${value ? '' : '; Max-Age=0'}`
      response.writeHead(303, { location: `${prefix}/account`, 'set-cookie': cookie }).end()
      return
    }
    const visit: Visit = { locale, prefix, country: url.searchParams.get('country') ?? 'FR', customerId }
    const body = bodyAt(pathname, state, visit)
    const html = page({
      shop,
      visit,
      embeds: await renderEmbeds(options.extensionDir, shop, visit),
      customerPrivacy: { region: url.searchParams.get('region') ?? 'FRIDF' },
      body: body ?? missingPage(visit),
    })
    sendHtml(response, html, body ? 200 : 404)
  }
}

function bodyAt(pathname: string, { shop }: ShopState, visit: Visit): string | undefined {
  if (pathname === '/') return homePage(shop, visit)
  if (pathname === '/account')
    return accountPage(
      shop,
      visit,
      shop.customers.find(({ id }) => id === visit.customerId),
    )
  if (pathname === '/policies/privacy-policy') return policyPage(visit, undefined)
  const product = shop.products.find(({ handle }) => pathname === `/products/${handle}`)
  return product && productPage(product, visit)
}

function localise(pathname: string, locales: { locale: string; primary: boolean; published: boolean }[]) {
  const first = pathname.split('/')[1]
  const other = locales.find(({ locale, primary, published }) => locale === first && published && !primary)
  const own = locales.find(({ primary }) => primary)?.locale ?? 'en'
  if (!other) return { prefix: '', locale: own, pathname }
  const prefix = `/${other.locale}`
  return { prefix, locale: other.locale, pathname: pathname.slice(prefix.length) || '/' }
}

function customerOf(request: IncomingMessage): number | null {
  const cookie = request.headers.cookie?.match(new RegExp(`${CUSTOMER_COOKIE}=(\\d+)`))
  return cookie ? Number(cookie[1]) : null
}
