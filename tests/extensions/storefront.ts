/** A storefront of one page: renders the theme app extension as Shopify does, serves its asset, receives the records. */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Liquid, Tag, type TagToken, type Template, type TopLevelToken } from 'liquidjs'
import { choicesPage } from '../../app/banner/privacy-choices/page.ts'

export const EXTENSION = fileURLToPath(new URL('../../extensions/consent-banner/', import.meta.url))
/** Of Shopify's Customer Privacy API: see customer-privacy.js. */
export const DOUBLE = readFileSync(new URL('./customer-privacy.js', import.meta.url), 'utf8')
const ASSETS = '/cdn/extensions/assets/'
export const ASSET = 'consent-banner.js'

type Strings = { [key: string]: string | Strings }

export const BANNER = {
  version: 'abcdef0123456789',
  mode: 'regions',
  months: 6,
  purposes: [
    { key: 'preferences', signal: 'preferences', since: 1 },
    { key: 'analytics', signal: 'analytics', since: 1 },
    { key: 'marketing', signal: 'marketing', since: 1 },
  ],
  recipients: [
    { name: 'Mesure SAS', country: 'FR', purposes: ['analytics'] },
    { name: 'Réclame GmbH', country: 'DE', purposes: ['marketing', 'analytics'] },
  ],
  recipientsVersion: 1,
  trackers: { analytics: ['_ga*'], marketing: ['_fbp', '*'] },
} as const

export interface PageOptions {
  banner?: object
  locale?: string
  country?: string
  designMode?: boolean
  /** A customer is signed in. */
  signedIn?: boolean
  /** What the customer refused elsewhere, in Unix seconds by purpose. */
  refusals?: Record<string, unknown>
  /** How the Customer Privacy API behaves: see customer-privacy.js. */
  shopify?: {
    region?: string
    loadAfter?: number | 'never' | 'error' | 'absent'
    loadsItself?: boolean
    set?: 'ok' | 'fail' | 'hang' | 'failOnce'
  }
  body?: string
  head?: string
  /** Whether the app's metafield `kept.enabled` is true. */
  enabled?: boolean
}

const json = (value: unknown) =>
  JSON.stringify(value ?? null).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

const escaped = (text: unknown) =>
  String(text).replace(
    /[&<>"']/g,
    (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c] ?? c,
  )

export const localeStrings = (locale: string): Strings | undefined => {
  const file = readdirSync(`${EXTENSION}locales`).find((name) =>
    [`${locale}.json`, `${locale}.default.json`].includes(name),
  )
  return file ? JSON.parse(readFileSync(`${EXTENSION}locales/${file}`, 'utf8')) : undefined
}

const dig = (strings: Strings | undefined, key: string) =>
  key
    .split('.')
    .reduce<Strings | string | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), strings)

function engine(locale: string) {
  const liquid = new Liquid({
    root: `${EXTENSION}snippets`,
    extname: '.liquid',
    strictFilters: true,
    ownPropertyOnly: true,
  })
  liquid.registerFilter('t', (key: string, ...named: [string, unknown][]) => {
    const text = dig(localeStrings(locale), key) ?? dig(localeStrings('en'), key)
    if (typeof text !== 'string') return `Translation missing: ${locale}.${key}`
    const values = Object.fromEntries(named)
    return text.replace(/{{\s*(\w+)\s*}}/g, (_, name) =>
      key.endsWith('_html') ? String(values[name]) : escaped(values[name]),
    )
  })
  liquid.registerFilter('asset_url', (file: string) => ASSETS + file)
  liquid.registerFilter('json', json)
  liquid.registerTag(
    'schema',
    class extends Tag {
      constructor(token: TagToken, rest: TopLevelToken[], parser: Liquid) {
        super(token, rest, parser)
        while (rest.length) if ((rest.shift() as { name?: string }).name === 'endschema') return
      }
      *render(): Generator<Template> {}
    },
  )
  return liquid
}

/** What Liquid makes of a text on a page of the shop. */
const render = (
  source: string,
  { banner = BANNER, locale = 'fr', country = 'FR', designMode = false, signedIn = false, refusals }: PageOptions,
) => {
  const root = locale === 'fr' ? '/' : `/${locale}`
  return engine(locale).parseAndRender(source, {
    app: { metafields: { kept: { enabled: { value: true }, banner: { value: banner } } } },
    shop: {
      name: 'Snow & Co <Test>',
      email: 'shop@snow.example',
      privacy_policy: { url: `${root === '/' ? '' : root}/policies/privacy-policy` },
    },
    request: { locale: { iso_code: locale }, design_mode: designMode },
    routes: { root_url: root },
    localization: { country: { iso_code: country } },
    customer: signedIn ? { id: 1, metafields: refusals ? { kept: { refusals: { value: refusals } } } : {} } : null,
  })
}

/** The markup of a block: the app embed is what Shopify adds to <head>. */
export const renderEmbed = (options: PageOptions = {}, block = 'consent-banner') =>
  render(readFileSync(`${EXTENSION}blocks/${block}.liquid`, 'utf8'), options)

/** The page that the app answers through the app proxy, as Shopify sets it into the theme. */
const renderChoices = async (options: PageOptions) =>
  renderPage(options, await render(choicesPage({ policyUrl: null, email: 'privacy@snow.example' }), options))

/** A theme with habits that have broken banners: a 62.5 % root, empty elements hidden, strong rules on buttons. */
const THEME = `<style>html{font-size:62.5%}body{margin:0;display:grid;gap:20px;font:1.6rem/1.5 serif}
div:empty{display:none}button{background:red!important;font-size:9px!important;text-transform:uppercase}
main{max-width:900px;margin:auto;padding:2rem}img{width:100%;height:300px;background:#ddd}</style>`

const PRODUCT = `<h1>A winter coat</h1><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><p>Warm, and made to last. ${'It keeps the wind out and the warmth in. '.repeat(20)}</p>
<button id="buy">Add to cart</button> <a id="footer" href="/policies/#shopifyReshowConsentBanner">Cookies</a>`

export const renderPage = async (options: PageOptions, content = PRODUCT) => `<!doctype html>
<html lang="${options.locale ?? 'fr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Shop</title>
${options.enabled === false ? '' : await renderEmbed(options)}
<script>window.__shopify=${json(options.shopify ?? {})}</script><script>${DOUBLE}</script>${options.head ?? ''}
<script src="${ASSETS}${ASSET}" async></script>${THEME}</head>
<body><a href="#main">Skip</a><main id="main">${content}</main>${options.body ?? ''}</body></html>`

/** A record as it reached the app proxy. */
export interface Received {
  path: string
  type: string | undefined
  body: {
    id: string
    visitor: string
    choices: Record<string, boolean>
    surface: string
    language: string
    region: string
    gpc: boolean
    banner: string
    consentId?: string
    previous?: string
  }
  bytes: number
}

export interface Storefront {
  url: string
  options: PageOptions
  /** Records the app has accepted or refused, in order of arrival. */
  received: Received[]
  /** The bodies of the calls that count a visit. They are no records: `received` is without them. */
  counted: string[]
  /** What the app answers. */
  answer: { status: number; headers?: Record<string, string> }
  /** Where the merchant has the app proxy: any other address is a page not found. */
  proxyPath: string
  /** How the asset is served; held back, it waits for `releaseAsset`. */
  asset: 'at once' | 'blocked' | 'held'
  releaseAsset: () => void
  /** Paths asked for, in order. */
  requests: string[]
  close: () => Promise<void>
}

export const openStorefront = async (options: PageOptions = {}): Promise<Storefront> => {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/'
    if (path === '/favicon.ico') return response.writeHead(204).end()
    shop.requests.push(path)
    if (path.startsWith(ASSETS)) {
      if (shop.asset === 'blocked') return response.writeHead(404).end()
      if (shop.asset === 'held') await released
      return response
        .writeHead(200, { 'content-type': path.endsWith('.css') ? 'text/css' : 'text/javascript' })
        .end(readFileSync(`${EXTENSION}assets/${path.slice(ASSETS.length)}`))
    }
    const isProxied = path.includes(`${shop.proxyPath}/`)
    if (path.endsWith('/address')) {
      if (!isProxied) return response.writeHead(404).end('<h1>Not found</h1>')
      return response.writeHead(200, { 'content-type': 'application/json' }).end(`{"kept":"${shop.proxyPath}"}`)
    }
    if (request.method === 'POST' && !isProxied) return response.writeHead(404).end('<h1>Not found</h1>')
    if (isProxied && path.endsWith('/shown')) {
      shop.counted.push(await text(request))
      return response.writeHead(202).end('{}')
    }
    if (request.method === 'POST') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      shop.received.push({
        path,
        type: request.headers['content-type'],
        body: JSON.parse(body.toString()),
        bytes: body.length,
      })
      return response.writeHead(shop.answer.status, shop.answer.headers).end('{}')
    }
    if (isProxied && path.endsWith('/privacy-choices')) {
      return response.writeHead(200, { 'content-type': 'text/html' }).end(await renderChoices(shop.options))
    }
    if (path.startsWith('/video')) return response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Video</h1>')
    if (path.startsWith('/tracker')) {
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(`(window.ran??=[]).push('${path}')`)
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end(await renderPage(shop.options))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const shop: Storefront = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    options,
    received: [],
    counted: [],
    answer: { status: 202 },
    proxyPath: '/apps/privacy',
    asset: 'at once',
    releaseAsset: () => release(),
    requests: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  return shop
}
