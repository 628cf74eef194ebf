/** A product page as a theme has it, with one of the banners in its head; compressed and cached as a CDN does. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { DOUBLE } from '../../extensions/storefront.ts'
import type { Contender } from './contenders.ts'

const CARDS = 24

export interface Site {
  urlOf(contender: Contender): string
  close(): Promise<void>
}

export async function openSite(contenders: readonly Contender[]): Promise<Site> {
  const routes = new Map<string, { type: string; body: Buffer; cache: string }>()
  const add = (path: string, type: string, text: string, cache: string) =>
    routes.set(path, { type, body: brotliCompressSync(text), cache })
  add('/product.svg', 'image/svg+xml', PICTURE, 'max-age=3600')
  for (const contender of contenders) {
    const root = rootOf(contender)
    const rooted = (text: string) => text.replaceAll('/files/', `${root}files/`)
    add(root, 'text/html', rooted(pageWith(contender)), 'no-store')
    for (const [name, { type, content }] of Object.entries(contender.files)) {
      add(`${root}files/${name}`, type, content, 'max-age=3600')
    }
  }
  const server = createServer((request, response) => {
    const found = routes.get(request.url ?? '/')
    // A record that a banner sends is taken, as its server would.
    if (!found) return response.writeHead(request.method === 'POST' ? 200 : 204).end()
    return response
      .writeHead(200, { 'content-type': found.type, 'content-encoding': 'br', 'cache-control': found.cache })
      .end(found.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    urlOf: (contender) => `http://127.0.0.1:${port}${rootOf(contender)}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const rootOf = ({ name }: Contender) => `/${name.replaceAll(' ', '-')}/`

/** Shopify's Customer Privacy API comes late to every storefront, whatever banner it has. */
const SHOPIFY = `<script>window.__shopify={loadAfter:120}</script><script>${DOUBLE}</script>`

const THEME = `<style>body{margin:0;font:16px/1.5 sans-serif;color:#222}header,main{max-width:1100px;margin:auto;padding:16px}
.product{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:24px}.product img{width:100%;height:auto}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(160px,1fr));gap:16px}.cards div{padding:16px;background:#f4f4f4}</style>`

const pageWith = ({ name, head }: Contender) => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Tea (${name})</title><link rel="icon" href="data:,">
${head}${SHOPIFY}${THEME}</head><body><header>A tea room</header><main><section class="product">
<img src="/product.svg" width="600" height="600" alt="A tin of tea"><div><h1>Tea of the first harvest</h1>
<p>${'Picked by hand in the spring, dried the same day. '.repeat(6)}</p><button>Add to cart</button></div></section>
<section class="cards">${Array.from({ length: CARDS }, (_, n) => `<div><b>Tea ${n}</b><p>Loose leaves, 100 g.</p></div>`).join('')}
</section></main></body></html>`

/** Detailed enough to count as a picture for the largest contentful paint. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60">${Array.from(
  { length: 900 },
  (_, n) =>
    `<rect x="${(n % 30) * 2}" y="${Math.floor(n / 30) * 2}" width="2" height="2" fill="hsl(${(n * 137) % 360} 40% 60%)"/>`,
).join('')}</svg>`
