import { escapeHtml } from '../http.ts'
import type { Shop } from '../shop/model.ts'

export interface AdminLinks {
  admin: string
  /** Of this shop. */
  storefront: string
  mail: string
  /** All shops of the stand-in: the admin goes from one to the other. */
  shops: readonly Pick<Shop, 'domain' | 'name'>[]
}

const STYLE = `
*{box-sizing:border-box}body{margin:0;font:14px/1.5 Inter,system-ui,sans-serif;color:#303030;background:#f1f1f1}
.top{background:#1a1a1a;color:#fff;padding:0 16px;height:48px;display:flex;align-items:center;gap:12px;white-space:nowrap;overflow:hidden}
.top span{color:#b5b5b5;overflow:hidden;text-overflow:ellipsis}
.top details{flex:none}.top summary{cursor:pointer;list-style:none;font-weight:600;padding:6px 0}.top details div{position:absolute;z-index:1;top:48px;background:#303030;border-radius:0 0 8px 8px;padding:6px}
.top details a{display:block;color:#fff;padding:10px 16px;border-radius:6px;text-decoration:none}.top details a:hover,.top details a[aria-current]{background:#4a4a4a}
#menu-button{display:none;background:#303030;color:#fff;border-color:#616161;min-height:36px}
.frame{display:grid;grid-template:1fr/220px 1fr;height:calc(100vh - 48px);height:calc(100dvh - 48px)}
nav{background:#ebebeb;padding:12px;overflow:auto}nav a{display:block;padding:6px 10px;border-radius:8px;color:#303030;text-decoration:none}
nav a:hover,nav a[aria-current]{background:#fff}nav .app{margin-left:12px}nav hr{border:0;border-top:1px solid #d4d4d4;margin:10px 0}
iframe{border:0;width:100%;height:100%;background:#f1f1f1}
#toast{position:fixed;bottom:24px;left:50%;transform:translateX(-50%);max-width:calc(100vw - 32px);background:#1a1a1a;color:#fff;padding:10px 16px;border-radius:8px;visibility:hidden}
#toast[data-error]{background:#8e0b21}#loading{position:fixed;top:0;left:0;height:3px;width:100%;background:#29845a;visibility:hidden}
#save{position:fixed;inset:0 0 auto;height:48px;background:#303030;color:#fff;display:none;align-items:center;justify-content:flex-end;gap:8px;padding:0 16px}
#save[data-open]{display:flex}#save span{margin-right:auto}
button,.button{font:inherit;border:1px solid #8a8a8a;background:#fff;color:#303030;border-radius:8px;padding:6px 12px;cursor:pointer;text-decoration:none;text-align:left}
button small{display:block;color:#616161;font-family:ui-monospace,monospace}
main{padding:16px;max-width:1000px;overflow:auto}main h1{font-size:20px;margin:0 0 4px}main h2{font-size:16px;margin:0 0 8px}.note{color:#616161;margin:0 0 16px}
table{border-collapse:collapse;width:100%;background:#fff;border-radius:12px}td,th{padding:8px 12px;text-align:left;border-bottom:1px solid #ebebeb;vertical-align:top;overflow-wrap:anywhere}
form.inline{display:inline-block;margin:2px}.card{background:#fff;border-radius:12px;padding:16px;margin-bottom:16px}
input{font:inherit;padding:6px 10px;border:1px solid #8a8a8a;border-radius:8px;max-width:100%}
.result{background:#e3f1df;padding:8px 12px;border-radius:8px;margin-bottom:16px;overflow-wrap:anywhere}.result.bad{background:#fee9e8}
@media(max-width:700px){#menu-button{display:block}.frame{display:flex;flex-direction:column}iframe,main{flex:1;min-height:0}nav{display:none}nav[data-open]{display:block;flex:none;max-height:70vh}
nav a{padding:10px}thead{display:none}tr,td{display:block}td{border:0;padding:6px 12px}tr{border-bottom:1px solid #ebebeb;padding:6px 0}}
`

const MENU = `const menu=document.getElementById('menu-button'),nav=document.getElementById('nav')
menu.onclick=()=>menu.setAttribute('aria-expanded',String(nav.toggleAttribute('data-open')))
nav.addEventListener('click',(event)=>{if(event.target.closest('a')){nav.removeAttribute('data-open');menu.setAttribute('aria-expanded','false')}})`

export const storePath = (shop: Pick<Shop, 'domain'>) => `/store/${shop.domain.split('.')[0]}`

/** Where the admin shows the app. */
export const homePath = (shop: Pick<Shop, 'domain'>) => `${storePath(shop)}/apps/kept`

const shopMenu = (shop: Shop, { admin, shops }: AdminLinks) =>
  `<details><summary aria-label="Shop: ${escapeHtml(shop.name)}. Choose another">${escapeHtml(shop.name)} ▾</summary><div>${shops
    .map(
      (one) =>
        `<a href="${admin}${homePath(one)}"${one.domain === shop.domain ? ' aria-current="true"' : ''}>${escapeHtml(one.name)}</a>`,
    )
    .join('')}</div></details>`

/** A page of the admin: its bar, its navigation, and what is on it. */
export function layout(shop: Shop, links: AdminLinks, current: string, body: string): string {
  const item = (path: string, text: string) =>
    `<a href="${links.admin}${storePath(shop)}${path}"${current === path ? ' aria-current="page"' : ''}>${text}</a>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(shop.name)} · stand-in for Shopify admin</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>
<header class="top"><button id="menu-button" aria-controls="nav" aria-expanded="false">Menu</button>${shopMenu(shop, links)}<span>A stand-in for Shopify admin, on this machine only</span></header>
<div class="frame"><nav id="nav" aria-label="Admin">${item('/customers', 'Customers')}${item('/companies', 'Companies')}${item('/orders', 'Orders')}${item('/settings', 'Shop and theme')}
<a href="${escapeHtml(links.storefront)}" target="_blank">Online store ↗</a><a href="${escapeHtml(links.mail)}" target="_blank">Mail ↗</a>
<hr>${item('/apps/kept', 'Kept')}<div id="menu"></div></nav>${body}</div><script>${MENU}</script></body></html>`
}
