import type { IncomingMessage, ServerResponse } from 'node:http'
import { forward } from '../http.ts'
import type { StandInOptions } from '../options.ts'
import type { Shop } from '../shop/model.ts'
import type { ShopState } from '../shop/state.ts'
import { signedProxyUrl } from '../signed.ts'
import { liquidScope, renderEmbeds } from './embed.ts'
import { layout } from './layout.ts'
import { leadingHere } from './links.ts'
import { themeLiquid } from './liquid.ts'
import type { Visit } from './visit.ts'

/** The merchant chooses it: at first the prefix and subpath of shopify.app.toml. The old path is a page not found. */
export const isProxied = ({ proxyPath }: Shop, { pathname }: Visit) =>
  pathname === proxyPath || pathname.startsWith(`${proxyPath}/`)

/**
 * Shopify's app proxy: it forwards the visitor's request to the app, signed, and removes the cookies of request and answer.
 * What the app answers as Liquid becomes a page of the theme.
 */
export function proxyToApp(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  visit: Visit,
  { state, options }: { state: ShopState; options: StandInOptions },
): Promise<void> {
  const { shop } = state
  const path = `/proxy${visit.pathname.slice(shop.proxyPath.length)}`
  return forward(request, response, {
    upstream: options.appUpstream,
    path: signedProxyUrl(path, {
      secret: options.apiSecret,
      shop: shop.domain,
      customerId: visit.customerId ? String(visit.customerId) : '',
      pathPrefix: `${visit.prefix}${shop.proxyPath}`,
      timestamp: Math.floor(+state.now() / 1000),
      query: url.searchParams,
    }),
    headers: {
      'x-forwarded-for': request.socket.remoteAddress ?? '',
      'x-forwarded-host': shop.domain,
      'x-forwarded-proto': 'https',
    },
    without: ['cookie', 'set-cookie'],
    rewrite: leadingHere(shop, request),
    liquid: async (source) => {
      const body = await themeLiquid.parseAndRender(source, liquidScope(shop, visit))
      const embeds = await renderEmbeds(options.extensionDir, shop, visit)
      return leadingHere(shop, request)(layout(shop, visit, embeds, body))
    },
  })
}
