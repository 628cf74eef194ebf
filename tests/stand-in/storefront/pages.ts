import { escapeHtml } from '../http.ts'
import { type Customer, customerWith, gid, type PolicyType, type Product, type Shop } from '../shop/model.ts'
import { accountExtensions, extensionPage } from './account-pages.ts'
import type { Visit } from './visit.ts'
import { themeText, wordsIn } from './words.ts'

/** Customers offered to sign in as; any other can be typed. */
const CUSTOMERS_OFFERED = 40

const SHAPES: Record<Product['shape'], (colour: string) => string> = {
  tin: (colour) =>
    `<rect x="60" y="40" width="80" height="115" rx="8" fill="${colour}"/><rect x="55" y="28" width="90" height="18" rx="6" fill="#2b2a28"/><rect x="70" y="80" width="60" height="44" rx="4" fill="#fbf8f2"/>`,
  bowl: (colour) =>
    `<path d="M35 75h130c0 45-28 72-65 72s-65-27-65-72z" fill="${colour}"/><rect x="78" y="143" width="44" height="12" rx="3" fill="#2b2a28"/>`,
}

const picture = ({ colour, title, shape }: Product) =>
  `<svg class="picture" viewBox="0 0 200 180" role="img" aria-label="${escapeHtml(title)}">${SHAPES[shape](escapeHtml(colour))}</svg>`

const euros = (amount: number, visit: Visit) =>
  new Intl.NumberFormat(visit.locale, { style: 'currency', currency: 'EUR' }).format(amount)

const grid = (products: readonly Product[], visit: Visit) =>
  `<ul class="grid">${products
    .map(
      (product) =>
        `<li><a href="${visit.prefix}/products/${product.handle}">${picture(product)}<b>${escapeHtml(product.title)}</b><br><span class="price">${euros(product.price, visit)}</span></a></li>`,
    )
    .join('')}</ul>`

/** The content of a page of the shop; undefined when there is none at the path. */
export function pageAt(shop: Shop, visit: Visit, asked: { isUnknown: boolean; returnTo: string }): string | undefined {
  const { pathname } = visit
  if (pathname === '/') return home(shop, visit)
  if (pathname === '/cart') return cart(shop, visit)
  if (pathname === '/account' || pathname === '/account/login') return account(shop, visit, asked)
  const full = extensionPage(visit)
  if (full) return full
  if (pathname === '/pages/contact') return page(shop, visit, 'contact') ?? contact(shop, visit)
  const [, area, handle] = pathname.match(/^\/(collections|products|policies|pages)\/([\w-]+)$/) ?? []
  if (area === 'collections') return collection(shop, visit, handle)
  if (area === 'products') return product(shop, visit, handle)
  if (area === 'policies') return policy(shop, visit, handle)
  if (area === 'pages') return page(shop, visit, handle)
  return undefined
}

export const missingPage = (visit: Visit) => `<h1>404</h1><p>${wordsIn(visit.locale).missing}</p>`

const productsIn = ({ products }: Shop, handle: string) => products.filter(({ collection }) => collection === handle)

function home(shop: Shop, visit: Visit): string {
  const sections = shop.collections.map(
    ({ handle, title }) =>
      `<h2><a href="${visit.prefix}/collections/${handle}">${escapeHtml(themeText(title, visit.locale))}</a></h2>${grid(
        productsIn(shop, handle),
        visit,
      )}`,
  )
  const tagline = escapeHtml(themeText(shop.tagline, visit.locale))
  return `<h1>${escapeHtml(shop.name)}</h1><p>${tagline}</p>${sections.join('')}`
}

function collection(shop: Shop, visit: Visit, handle: string | undefined): string | undefined {
  const wanted = shop.collections.find((one) => one.handle === handle)
  if (handle === 'all') return `<h1>${escapeHtml(shop.name)}</h1>${grid(shop.products, visit)}`
  if (!wanted) return undefined
  return `<h1>${escapeHtml(themeText(wanted.title, visit.locale))}</h1>${grid(productsIn(shop, wanted.handle), visit)}`
}

function product(shop: Shop, visit: Visit, handle: string | undefined): string | undefined {
  const wanted = shop.products.find((one) => one.handle === handle)
  if (!wanted) return undefined
  return `<h1>${escapeHtml(wanted.title)}</h1><div class="shown">${picture(wanted)}</div><p>${escapeHtml(wanted.description)}</p>
<p class="price">${euros(wanted.price, visit)}</p><form method="post" action="${visit.prefix}/cart/add"><input type="hidden" name="product" value="${wanted.handle}"><button>${wordsIn(visit.locale).add}</button></form>`
}

function cart(shop: Shop, visit: Visit): string {
  const words = wordsIn(visit.locale)
  const products = visit.cart.flatMap((handle) => shop.products.filter((one) => one.handle === handle))
  if (products.length === 0) return `<h1>${words.cart}</h1><p>${words.emptyCart}</p>`
  const lines = products.map((one) => `<li>${escapeHtml(one.title)} · ${euros(one.price, visit)}</li>`)
  const total = products.reduce((sum, { price }) => sum + price, 0)
  return `<h1>${words.cart}</h1><ul>${lines.join('')}</ul><p><b>${words.total} ${euros(total, visit)}</b></p>
<form method="post" action="${visit.prefix}/cart/clear"><button>${words.empty}</button></form>`
}

/** A text in the visit's language, or else as it was written. */
function translated(shop: Shop, visit: Visit, resourceId: string, key: string, original: string): string {
  const found = shop.translations.find(
    (one) => one.resourceId === resourceId && one.key === key && one.locale === visit.locale,
  )
  return found?.value ?? original
}

/** Policies and pages are HTML that the merchant or an app wrote: the theme prints it as it is, as Shopify's do. */
function policy(shop: Shop, visit: Visit, handle: string | undefined): string | undefined {
  const type = handle?.toUpperCase().replaceAll('-', '_') as PolicyType | undefined
  const wanted = shop.policies.find((one) => one.type === type && one.body !== '')
  const words = wordsIn(visit.locale)
  if (!wanted) return type === 'PRIVACY_POLICY' ? `<h1>${words.policy}</h1><p>${words.noPolicy}</p>` : undefined
  const title = type === 'PRIVACY_POLICY' ? words.policy : wanted.title
  const body = translated(shop, visit, gid('ShopPolicy', wanted.id), 'body', wanted.body)
  return `<h1>${escapeHtml(title)}</h1><div class="text">${body}</div>`
}

function page(shop: Shop, visit: Visit, handle: string | undefined): string | undefined {
  const wanted = shop.pages.find((one) => one.handle === handle && one.isPublished)
  if (!wanted) return undefined
  const id = gid('Page', wanted.id)
  return `<h1>${escapeHtml(translated(shop, visit, id, 'title', wanted.title))}</h1><div class="text">${translated(shop, visit, id, 'body_html', wanted.body)}</div>`
}

/** Every theme has one, until the merchant writes another. */
const contact = (shop: Shop, visit: Visit) =>
  `<h1>${wordsIn(visit.locale).contact}</h1><p>${escapeHtml(shop.name)}<br><a href="mailto:${escapeHtml(shop.email)}">${escapeHtml(shop.email)}</a></p>`

const nameOf = (customer: Customer) =>
  customer.erasedAt ? `#${customer.id}` : [customer.firstName, customer.lastName].filter(Boolean).join(' ')

function account(shop: Shop, visit: Visit, { isUnknown, returnTo }: { isUnknown: boolean; returnTo: string }): string {
  const words = wordsIn(visit.locale)
  const customer = visit.customerId ? customerWith(shop, visit.customerId) : undefined
  if (customer) {
    return `<h1>${words.account}</h1><p>${words.signedIn}<b>${escapeHtml(nameOf(customer))}</b> ${escapeHtml(customer.email)}</p>
${accountExtensions(visit)}
<form method="post" action="${visit.prefix}/account/sign-out"><button>${words.signOut}</button></form>`
  }
  const options = shop.customers
    .slice(0, CUSTOMERS_OFFERED)
    .map(
      (one) =>
        `<option value="${one.id}"${one.erasedAt ? ' disabled' : ''}>${escapeHtml(`${nameOf(one)} (${one.email ?? ''})`)}</option>`,
    )
  return `<h1>${words.account}</h1><p>${words.hint}</p>${isUnknown ? `<p role="alert">${words.unknown}</p>` : ''}
<form method="post" action="${visit.prefix}/account/sign-in"><input type="hidden" name="return_url" value="${escapeHtml(returnTo)}"><p><select name="customer" aria-label="${words.account}">${options.join('')}</select></p>
<p><label>${words.email} <input type="email" name="email" autocomplete="off"></label></p><button>${words.signIn}</button></form>`
}
