import { readFileSync } from 'node:fs'
import { escapeHtml, scriptJson } from '../http.ts'
import type { Customer, Product, Shop } from '../shop/model.ts'
import type { Visit } from './embed.ts'

const WORDS = {
  fr: {
    tagline: 'Thés d’origine et infusions, à Tours depuis 1998',
    account: 'Compte',
    policy: 'Politique de confidentialité',
    cookies: 'Choix des cookies',
    add: 'Ajouter au panier',
    signIn: 'Se connecter',
    signOut: 'Se déconnecter',
    signedIn: 'Connecté : ',
    noPolicy: 'La boutique n’a pas encore publié de politique de confidentialité.',
    hint: 'Boutique de démonstration : choisissez un client.',
    missing: 'Cette page n’existe pas.',
  },
  en: {
    tagline: 'Single-origin teas and infusions, in Tours since 1998',
    account: 'Account',
    policy: 'Privacy policy',
    cookies: 'Cookie choices',
    add: 'Add to cart',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedIn: 'Signed in: ',
    noPolicy: 'The shop has not published a privacy policy yet.',
    hint: 'Demo shop: pick a customer.',
    missing: 'This page does not exist.',
  },
  de: {
    tagline: 'Sortenreine Tees und Aufgüsse, in Tours seit 1998',
    account: 'Konto',
    policy: 'Datenschutzerklärung',
    cookies: 'Cookie-Auswahl',
    add: 'In den Warenkorb',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    signedIn: 'Angemeldet: ',
    noPolicy: 'Der Shop hat noch keine Datenschutzerklärung veröffentlicht.',
    hint: 'Demo-Shop: Wählen Sie einen Kunden.',
    missing: 'Diese Seite gibt es nicht.',
  },
} as const

type Language = keyof typeof WORDS
const words = (visit: Visit) => WORDS[visit.locale as Language] ?? WORDS.en

const STYLE = `
:root{--ink:#2b2a28;--leaf:#3f5d3a;--paper:#fbf8f2}*{box-sizing:border-box}body{margin:0;font:17px/1.6 Georgia,serif;color:var(--ink);background:var(--paper)}
header,footer{padding:18px 24px;display:flex;gap:18px;align-items:baseline;flex-wrap:wrap;border-bottom:1px solid #e4dccb}footer{border:0;border-top:1px solid #e4dccb;font-size:15px}
header a{color:var(--ink);text-decoration:none}header .name{font-size:26px;letter-spacing:.04em;margin-right:auto}a{color:var(--leaf)}
main{max-width:1080px;margin:0 auto;padding:24px;min-height:60vh}.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(220px,1fr));gap:24px;padding:0;list-style:none}
.grid a{text-decoration:none;color:var(--ink)}svg.tin{width:100%;height:auto;background:#efe8d8;border-radius:10px;display:block}.price{color:#6a6358}
button{font:inherit;background:var(--leaf);color:#fff;border:0;border-radius:8px;padding:12px 20px;min-height:44px;cursor:pointer}select{font:inherit;padding:10px;max-width:100%}`

const tin = (product: Product) =>
  `<svg class="tin" viewBox="0 0 200 180" role="img" aria-label="${escapeHtml(product.title)}"><rect x="60" y="40" width="80" height="115" rx="8" fill="${product.colour}"/><rect x="55" y="28" width="90" height="18" rx="6" fill="#2b2a28"/><rect x="70" y="80" width="60" height="44" rx="4" fill="#fbf8f2"/></svg>`

const price = (product: Product, visit: Visit) =>
  new Intl.NumberFormat(visit.locale, { style: 'currency', currency: 'EUR' }).format(product.price)

export const homePage = (shop: Shop, visit: Visit) =>
  `<h1>${escapeHtml(shop.name)}</h1><p>${words(visit).tagline}</p><ul class="grid">${shop.products
    .map(
      (product) =>
        `<li><a href="${visit.prefix}/products/${product.handle}">${tin(product)}<b>${escapeHtml(product.title)}</b><br><span class="price">${price(product, visit)}</span></a></li>`,
    )
    .join('')}</ul>`

export const productPage = (product: Product, visit: Visit) =>
  `<h1>${escapeHtml(product.title)}</h1><div style="max-width:420px">${tin(product)}</div><p>${escapeHtml(product.description)}</p><p class="price">${price(product, visit)}</p><button>${words(visit).add}</button>`

export const policyPage = (visit: Visit, policy: string | undefined) =>
  `<h1>${words(visit).policy}</h1>${policy ?? `<p>${words(visit).noPolicy}</p>`}`

export const missingPage = (visit: Visit) => `<h1>404</h1><p>${words(visit).missing}</p>`

export function accountPage(shop: Shop, visit: Visit, customer: Customer | undefined): string {
  const text = words(visit)
  if (customer) {
    return `<h1>${text.account}</h1><p>${text.signedIn}<b>${escapeHtml(`${customer.firstName} ${customer.lastName}`)}</b></p><form method="post" action="/account/sign-out"><button>${text.signOut}</button></form>`
  }
  const options = shop.customers
    .slice(0, 40)
    .map((one) => `<option value="${one.id}">${escapeHtml(`${one.firstName} ${one.lastName} (${one.email})`)}</option>`)
    .join('')
  return `<h1>${text.account}</h1><p>${text.hint}</p><form method="post" action="/account/sign-in"><p><select name="customer" aria-label="${text.account}">${options}</select></p><button>${text.signIn}</button></form>`
}

const DOUBLE = readFileSync(new URL('../../extensions/customer-privacy.js', import.meta.url), 'utf8')

export interface PageParts {
  shop: Shop
  visit: Visit
  /** What the app embeds add. */
  embeds: string
  /** How the Customer Privacy API behaves, see customer-privacy.js. */
  customerPrivacy: object
  body: string
}

/** A page of the online store, with the app's embeds first in <head>, as Shopify places `compliance_head`. */
export function page({ shop, visit, embeds, customerPrivacy, body }: PageParts): string {
  const text = words(visit)
  const languages = shop.locales
    .filter(({ published }) => published)
    .map(
      ({ locale, primary }) => `<a href="${primary ? '' : `/${locale}`}/" lang="${locale}">${locale.toUpperCase()}</a>`,
    )
    .join(' ')
  return `<!doctype html><html lang="${visit.locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
${embeds}
<title>${escapeHtml(shop.name)}</title><link rel="icon" href="data:,">
<script>window.Shopify={shop:${scriptJson(shop.domain)},locale:${scriptJson(visit.locale)},country:${scriptJson(visit.country)}};window.__shopify=${scriptJson(customerPrivacy)}</script>
<script>${DOUBLE}</script>
<script id="shopify-features" type="application/json">{"accessToken":"${'0'.repeat(32)}"}</script>
<style>${STYLE}</style></head><body>
<header><a class="name" href="${visit.prefix}/">${escapeHtml(shop.name)}</a><nav>${languages}</nav><a href="${visit.prefix}/account">${text.account}</a></header>
<main>${body}</main>
<footer><a href="${visit.prefix}/policies/privacy-policy">${text.policy}</a><a href="#shopifyReshowConsentBanner">${text.cookies}</a></footer>
</body></html>`
}
