import { escapeHtml, scriptJson } from '../http.ts'
import type { Customer, Shop } from '../shop/model.ts'

export interface AdminLinks {
  admin: string
  storefront: string
  mail: string
}

const STYLE = `
*{box-sizing:border-box}body{margin:0;font:14px/1.5 Inter,system-ui,sans-serif;color:#303030;background:#f1f1f1}
.top{background:#1a1a1a;color:#fff;padding:0 16px;height:48px;display:flex;align-items:center;gap:12px;white-space:nowrap;overflow:hidden}
.top b{font-weight:600}.top span{color:#b5b5b5;overflow:hidden;text-overflow:ellipsis}
.frame{display:grid;grid-template:1fr/220px 1fr;height:calc(100vh - 48px)}
nav{background:#ebebeb;padding:12px;overflow:auto}nav a{display:block;padding:6px 10px;border-radius:8px;color:#303030;text-decoration:none}
nav a:hover,nav a[aria-current]{background:#fff}nav .app{margin-left:12px}nav hr{border:0;border-top:1px solid #d4d4d4;margin:10px 0}
iframe{border:0;width:100%;height:100%;background:#f1f1f1}
#toast{position:fixed;bottom:24px;left:50%;transform:translateX(-50%);background:#1a1a1a;color:#fff;padding:10px 16px;border-radius:8px;visibility:hidden}
#save{position:fixed;top:0;left:0;right:0;height:48px;background:#303030;color:#fff;display:none;align-items:center;justify-content:flex-end;gap:8px;padding:0 16px}
#save[data-open]{display:flex}#save span{margin-right:auto}
button,.button{font:inherit;border:1px solid #8a8a8a;background:#fff;color:#303030;border-radius:8px;padding:6px 12px;cursor:pointer;text-decoration:none}
main{padding:16px;max-width:1000px;overflow:auto}main h1{font-size:20px;margin:0 0 4px}.note{color:#616161;margin:0 0 16px}
table{border-collapse:collapse;width:100%;background:#fff;border-radius:12px}td,th{padding:8px 12px;text-align:left;border-bottom:1px solid #ebebeb;vertical-align:top}
td form{display:inline-block;margin:2px}.card{background:#fff;border-radius:12px;padding:16px;margin-bottom:16px}input{font:inherit;padding:6px 10px;border:1px solid #8a8a8a;border-radius:8px}
.result{background:#e3f1df;padding:8px 12px;border-radius:8px;margin-bottom:16px}.result.bad{background:#fee9e8}
@media(max-width:700px){.frame{grid-template:auto 1fr/1fr}nav{display:flex;gap:4px;padding:6px;white-space:nowrap}nav hr{display:none}nav .app{margin:0}nav,#menu{align-items:flex-start;overflow-x:auto}#menu{display:flex}td,th{padding:6px}}
`

function layout(shop: Shop, links: AdminLinks, current: string, body: string): string {
  const store = `${links.admin}/store/${shop.domain.split('.')[0]}`
  const item = (path: string, text: string) =>
    `<a href="${store}${path}"${current === path ? ' aria-current="page"' : ''}>${text}</a>`
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(shop.name)} · stand-in for Shopify admin</title><link rel="icon" href="data:,"><style>${STYLE}</style></head><body>
<header class="top"><b>${escapeHtml(shop.name)}</b><span>A stand-in for Shopify admin, on this machine only</span></header>
<div class="frame"><nav aria-label="Admin">${item('/customers', 'Customers')}${item('/settings', 'Shop and theme')}
<a href="${escapeHtml(links.storefront)}" target="_blank">Online store ↗</a><a href="${escapeHtml(links.mail)}" target="_blank">Mail ↗</a>
<hr>${item('/apps/kept', 'Kept')}<div id="menu"></div></nav>${body}</div></body></html>`
}

/** The page that frames the app and plays the other half of App Bridge. */
export function appPage(shop: Shop, links: AdminLinks, frame: string, appOrigin: string): string {
  return layout(
    shop,
    links,
    '/apps/kept',
    `<iframe id="app" name="app" title="Kept" src="${escapeHtml(frame)}"></iframe>
<div id="toast" role="status"></div>
<div id="save" role="region" aria-label="Save bar"><span>Unsaved changes</span><button data-save="discard">Discard</button><button data-save="save">Save</button></div>
<script>
const app = document.getElementById('app'), origin = ${scriptJson(appOrigin)}, shop = ${scriptJson(shop.domain)}
const home = ${scriptJson(`/store/${shop.domain.split('.')[0]}/apps/kept`)}
const send = (message) => app.contentWindow.postMessage({ standIn: true, ...message }, origin)
let hiding
const duties = {
  idToken: async () => (await (await fetch('/session-token?shop=' + shop)).json()).token,
  toast: ({ message }) => {
    const toast = document.getElementById('toast')
    toast.textContent = message; toast.style.visibility = 'visible'
    clearTimeout(hiding); hiding = setTimeout(() => { toast.style.visibility = 'hidden' }, 4000)
  },
  saveBar: ({ open }) => document.getElementById('save').toggleAttribute('data-open', open),
  path: (path) => {
    history.replaceState(null, '', home + path + location.search)
    for (const link of document.querySelectorAll('#menu a')) link.toggleAttribute('aria-current', path.startsWith(link.dataset.path))
  },
  menu: (links) => {
    document.getElementById('menu').replaceChildren(...links.filter((link) => !link.home).map((link) => {
      const a = document.createElement('a')
      a.href = home + link.href; a.textContent = link.text; a.className = 'app'; a.dataset.path = link.href
      a.onclick = (event) => { event.preventDefault(); send({ type: 'navigate', value: link.href }) }
      return a
    }))
  },
}
addEventListener('message', async (event) => {
  if (event.origin !== origin || !event.data?.standIn) return
  const { id, type, data } = event.data
  const value = await duties[type]?.(data)
  send({ id, value })
})
for (const button of document.querySelectorAll('[data-save]')) button.onclick = () => send({ type: 'saveBarButton', value: button.dataset.save })
</script>`,
  )
}

export interface Sent {
  topic: string
  status: number
  body: string
}

const sentNote = (sent: Sent | undefined) =>
  sent
    ? `<p class="result${sent.status === 200 ? '' : ' bad'}" role="status">${escapeHtml(sent.topic)} was sent, Kept answered ${sent.status} ${escapeHtml(sent.body)}</p>`
    : ''

const webhookButton = (topic: string, label: string, customer?: Customer) =>
  `<form method="post" action="/send-webhook"><input type="hidden" name="topic" value="${topic}">${
    customer ? `<input type="hidden" name="customer" value="${customer.id}">` : ''
  }<button>${escapeHtml(label)}</button></form>`

export function customersPage(shop: Shop, links: AdminLinks, search: string, sent: Sent | undefined): string {
  const wanted = search.toLowerCase()
  const found = shop.customers.filter((customer) =>
    [customer.firstName, customer.lastName, customer.email].join(' ').toLowerCase().includes(wanted),
  )
  const rows = found
    .slice(0, 50)
    .map(
      (
        customer,
      ) => `<tr><td>${escapeHtml(`${customer.firstName} ${customer.lastName}`)}<br><small>${escapeHtml(customer.email)}</small></td>
<td>${webhookButton('customers/data_request', 'Asks for their data', customer)}${webhookButton('customers/redact', 'Must be erased', customer)}</td></tr>`,
    )
    .join('')
  return layout(
    shop,
    links,
    '/customers',
    `<main><h1>Customers</h1><p class="note">${found.length} of ${shop.customers.length}. The buttons do what Shopify does when a customer uses a right: they send Kept a signed webhook.</p>
${sentNote(sent)}<form class="card"><input name="search" aria-label="Search customers" value="${escapeHtml(search)}" placeholder="Name or e-mail"> <button>Search</button></form>
<table><thead><tr><th>Customer</th><th>Shopify tells Kept</th></tr></thead><tbody>${rows}</tbody></table></main>`,
  )
}

export function settingsPage(shop: Shop, links: AdminLinks, sent: Sent | undefined): string {
  return layout(
    shop,
    links,
    '/settings',
    `<main><h1>Shop and theme</h1><p class="note">What a merchant does in Shopify's own pages.</p>${sentNote(sent)}
<section class="card"><h2>Theme editor</h2><p>The app embed “Consent banner” is <b>${shop.embedEnabled ? 'on' : 'off'}</b>.</p>
<form method="post" action="/embed"><button>Turn it ${shop.embedEnabled ? 'off' : 'on'}</button></form></section>
<section class="card"><h2>Removing the app</h2><p>Shopify tells Kept at once that it was removed, and 48 hours later that everything of the shop must go.</p>
${webhookButton('app/uninstalled', 'Send app/uninstalled')}${webhookButton('shop/redact', 'Send shop/redact')}</section></main>`,
  )
}
