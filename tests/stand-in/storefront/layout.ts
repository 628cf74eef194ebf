import { readFileSync } from 'node:fs'
import { escapeHtml, scriptJson } from '../http.ts'
import type { Shop } from '../shop/model.ts'
import type { Embeds } from './embed.ts'
import type { Visit } from './visit.ts'
import { wordsIn } from './words.ts'

const STYLE = `
:root{--ink:#2b2a28;--leaf:#3f5d3a;--paper:#fbf8f2;--line:#e4dccb}*{box-sizing:border-box}
body{margin:0;font:17px/1.6 Georgia,serif;color:var(--ink);background:var(--paper)}
header,footer{padding:18px 24px;display:flex;gap:18px;align-items:baseline;flex-wrap:wrap;border-bottom:1px solid var(--line)}
footer{border:0;border-top:1px solid var(--line);font-size:15px}header a{color:var(--ink);text-decoration:none}
header .name{font-size:26px;letter-spacing:.04em;margin-right:auto}header nav{display:flex;gap:12px}a{color:var(--leaf)}
main{max-width:1080px;margin:0 auto;padding:24px;min-height:60vh}h2 a{color:inherit;text-decoration:none}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:24px;padding:0;list-style:none}
.grid a{text-decoration:none;color:var(--ink)}svg.picture{width:100%;height:auto;background:#efe8d8;border-radius:10px;display:block}
.shown{max-width:420px}.text{max-width:44em;overflow-wrap:break-word}.text table{border-collapse:collapse}.text :is(th,td){padding:8px 16px 8px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}.text dt{font-weight:bold}.price{color:#6a6358}
button{font:inherit;background:var(--leaf);color:#fff;border:0;border-radius:8px;padding:12px 20px;min-height:44px;cursor:pointer}
select,input{font:inherit;padding:10px;max-width:100%}@media(max-width:500px){header .name{width:100%}.grid{grid-template-columns:1fr 1fr;gap:16px}}`

const CUSTOMER_PRIVACY = readFileSync(new URL('./customer-privacy.js', import.meta.url), 'utf8')

/** What a browser with Global Privacy Control has before any script of a page runs. */
const SIGNAL = `try{var k='_shopify_essential_gpc',g=new URLSearchParams(location.search).get('cp_gpc');if(g!==null)sessionStorage.setItem(k,g);if(sessionStorage.getItem(k)==='1')Object.defineProperty(navigator,'globalPrivacyControl',{value:true,configurable:true})}catch{}`

/** The newsletter form that themes have in their footer. */
const newsletter = ({ prefix, locale }: Visit, isPosted: boolean) => {
  const words = wordsIn(locale)
  if (isPosted) return `<p role="status">${words.subscribed}</p>`
  return `<form method="post" action="${prefix}/contact"><input type="hidden" name="form_type" value="customer"><label>${words.newsletter} <input type="email" name="contact[email]" autocomplete="off" required placeholder="${words.email}"></label> <button>${words.subscribe}</button></form>`
}

/** A page of the online store, with the app's embeds where Shopify puts them: `compliance_head` first of all. */
export function layout(shop: Shop, visit: Visit, embeds: Embeds, body: string, isPosted = false): string {
  const words = wordsIn(visit.locale)
  const languages = shop.locales
    .filter(({ published }) => published)
    .map(({ locale, primary }) => {
      const current = locale === visit.locale ? ' aria-current="true"' : ''
      return `<a href="${primary ? '' : `/${locale}`}${visit.pathname}" lang="${locale}" hreflang="${locale}"${current}>${locale.toUpperCase()}</a>`
    })
  const globals = { shop: shop.domain, locale: visit.locale, country: visit.country, currency: { active: 'EUR' } }
  return `<!doctype html><html lang="${visit.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<script>${SIGNAL}</script>
${embeds.complianceHead}
<title>${escapeHtml(shop.name)}</title><link rel="icon" href="data:,">
<script>window.Shopify=Object.assign(window.Shopify||{},${scriptJson(globals)})</script>
<script id="shopify-features" type="application/json">${scriptJson({ accessToken: '0'.repeat(32), betas: [], domain: shop.domain, shopId: 1, locale: visit.locale })}</script>
<script>${CUSTOMER_PRIVACY.replace('__REGION__', () => scriptJson(shop.homeRegion))}</script>
<style>${STYLE}</style>
${embeds.head}
</head><body>
<header><a class="name" href="${visit.prefix}/">${escapeHtml(shop.name)}</a><nav aria-label="Langue">${languages.join(' ')}</nav><a href="${visit.prefix}/account">${words.account}</a><a href="${visit.prefix}/cart">${words.cart} (${visit.cart.length})</a></header>
<main>${body}</main>
<footer><a href="${visit.prefix}/policies/privacy-policy">${words.policy}</a><a href="#shopifyReshowConsentBanner">${words.cookies}</a>${embeds.footer}${newsletter(visit, isPosted)}</footer>
${embeds.body}
</body></html>`
}
