import { readFileSync } from 'node:fs'
import { storePath } from './admin/layout.ts'
import { forward, type Handler } from './http.ts'
import type { StandInOptions } from './options.ts'
import type { Shop } from './shop/model.ts'

const CDN = 'https://cdn.shopify.com'
const APP_BRIDGE = `${CDN}/shopifycloud/app-bridge.js`

/** The app as a browser reaches it: its own answers, with App Bridge and links into the admin exchanged for the stand-in's. */
export function appFront(options: StandInOptions, shops: readonly Shop[], urls: () => { admin: string }): Handler {
  const intoAdmin = (text: string) =>
    shops.reduce(
      (rewritten, shop) => rewritten.replaceAll(`https://${shop.domain}/admin/`, `${urls().admin}${storePath(shop)}/`),
      text,
    )
  const rewrite = (text: string) =>
    intoAdmin(text)
      .replaceAll(APP_BRIDGE, `${urls().admin}/app-bridge.js`)
      .replace('frame-ancestors ', `frame-ancestors ${urls().admin} `)
      .replace(new RegExp(`(script-src [^;]*)${CDN}`), `$1${urls().admin}`)
  const { host, protocol } = new URL(options.appUrl)
  return (request, response) =>
    forward(request, response, {
      upstream: options.appUpstream,
      path: request.url ?? '/',
      headers: { 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host, host },
      rewrite,
    })
}

/** What App Bridge of the stand-in knows of this machine. */
export interface Bridged {
  admin: string
  /** Where each shop's own address leads. */
  storefronts: Record<string, string>
}

export function appBridgeScript({ admin, storefronts }: Bridged): string {
  const source = readFileSync(new URL('./admin/app-bridge.js', import.meta.url), 'utf8')
  return source
    .replace('__ADMIN_ORIGIN__', JSON.stringify(admin))
    .replace('__STOREFRONTS__', JSON.stringify(storefronts))
}
