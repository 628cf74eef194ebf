import { escapeHtml } from '../http.ts'
import { erasedOn } from '../shop/erase.ts'
import type { Customer, PrivacyFeatures, Shop } from '../shop/model.ts'
import { scopesOf } from '../shop/scopes.ts'
import { MOST_DAYS_AT_ONCE, type ShopState } from '../shop/state.ts'
import { type AdminLinks, layout, storePath } from './layout.ts'
import type { Sent } from './webhooks.ts'

const CUSTOMERS_SHOWN = 50

const FEATURES: Record<keyof PrivacyFeatures, string> = {
  COOKIE_BANNER: 'Shopify’s cookie banner',
  DATA_SALE_OPT_OUT_PAGE: 'Shopify’s data sale opt-out page',
  PRIVACY_POLICY: 'Automatic privacy policy',
}

const sentNote = (sent: Sent | undefined) =>
  sent
    ? `<p class="result${sent.status === 200 ? '' : ' bad'}" role="status">${escapeHtml(sent.topic)} was sent, Kept answered ${sent.status} ${escapeHtml(sent.body)}</p>`
    : ''

const webhookButton = (shop: Shop, topic: string, label: string, customer?: Customer) =>
  `<form class="inline" method="post" action="${storePath(shop)}/send-webhook"><input type="hidden" name="topic" value="${escapeHtml(topic)}">${
    customer ? `<input type="hidden" name="customer" value="${customer.id}">` : ''
  }<button>${escapeHtml(label)} <small>Send ${escapeHtml(topic)}</small></button></form>`

/** What staff set on a customer's page in Shopify's own admin. */
const marketing = (shop: Shop, customer: Customer, channel: 'email' | 'sms') => {
  const state = channel === 'email' ? customer.marketingState : customer.smsState
  const to = state === 'SUBSCRIBED' ? 'UNSUBSCRIBED' : 'SUBSCRIBED'
  const name = channel === 'email' ? 'E-mail' : 'SMS'
  return `<form class="inline" method="post" action="${storePath(shop)}/marketing"><input type="hidden" name="customer" value="${customer.id}"><input type="hidden" name="channel" value="${channel}"><input type="hidden" name="to" value="${to}"><button aria-label="${name}: ${to === 'SUBSCRIBED' ? 'subscribe' : 'unsubscribe'} ${escapeHtml(nameOf(customer))}">${name} marketing <small>${state}</small></button></form>`
}

const nameOf = ({ firstName, lastName, erasedAt, id }: Customer) =>
  erasedAt ? `Erased customer ${id}` : [firstName, lastName].filter(Boolean).join(' ')

/** Staff ask for it in Shopify's admin, and only staff can take that back; Shopify erases when its day comes. */
const erasure = (state: ShopState, customer: Customer) => {
  const day = erasedOn(state, customer)
  if (customer.erasedAt) return ''
  const path = `${storePath(state.shop)}/erasure`
  const button = day ? 'Cancel the erasure' : 'Erase personal data'
  const who = customer.erasureRequestedBy === 'kept' ? 'asked for by Kept' : 'asked for by staff'
  const note = day ? `${who}, on ${day.toISOString().slice(0, 10)}` : '180 days after the last order, and 10 more'
  return `<form class="inline" method="post" action="${path}"><input type="hidden" name="customer" value="${customer.id}"><button>${button} <small>${note}</small></button></form>`
}

const orderButton = (shop: Shop, { id }: Customer) =>
  `<form class="inline" method="post" action="${storePath(shop)}/order"><input type="hidden" name="customer" value="${id}"><button>Places an order <small>orders/create</small></button></form>`

const row = (state: ShopState) => (customer: Customer) =>
  `<tr><td><a href="${storePath(state.shop)}/customers/${customer.id}">${escapeHtml(nameOf(customer) || `Customer ${customer.id}`)}</a><br><small>${escapeHtml(customer.email)}</small></td>
<td>${webhookButton(state.shop, 'customers/data_request', 'Request customer data', customer)}${erasure(state, customer)}${webhookButton(state.shop, 'customers/redact', 'Must be erased', customer)}${orderButton(state.shop, customer)}</td>
<td>${customer.email ? marketing(state.shop, customer, 'email') : ''}${customer.phone ? marketing(state.shop, customer, 'sms') : ''}</td></tr>`

/** The shop's customers, and what Shopify sends when one of them uses a right. */
export function customersPage(
  state: ShopState,
  links: AdminLinks,
  { search, extensions }: { search: string; extensions: string },
  sent: Sent | undefined,
): string {
  const { shop } = state
  const wanted = search.trim().toLowerCase()
  const found = shop.customers.filter(({ id, firstName, lastName, email }) =>
    [firstName, lastName, email, id].join(' ').toLowerCase().includes(wanted),
  )
  const more = found.length > CUSTOMERS_SHOWN ? `, the first ${CUSTOMERS_SHOWN} shown` : ''
  return layout(
    shop,
    links,
    '/customers',
    `<main><h1>Customers</h1><p class="note">${found.length} of ${shop.customers.length}${more}. The buttons do what Shopify does when a customer uses a right: they send Kept a signed webhook. Marketing consent is switched as on a customer’s page in Shopify, and Kept is told.</p>
${sentNote(sent)}${extensions}<form class="card" action="${storePath(shop)}/customers"><input name="search" aria-label="Search customers" value="${escapeHtml(search)}" placeholder="Name or e-mail"> <button>Search</button></form>
<table><thead><tr><th>Customer</th><th>Shopify tells Kept</th><th>Marketing consent</th></tr></thead><tbody>${found.slice(0, CUSTOMERS_SHOWN).map(row(state)).join('')}</tbody></table></main>`,
  )
}

const feature = (shop: Shop, [name, label]: [string, string], isOn: boolean) =>
  `<div>${label} is <b>${isOn ? 'on' : 'off'}</b>. <form class="inline" method="post" action="${storePath(shop)}/privacy-feature"><input type="hidden" name="feature" value="${name}"><button aria-label="Turn ${isOn ? 'off' : 'on'}: ${label}">Turn it ${isOn ? 'off' : 'on'}</button></form></div>`

/** Staff can change the policy there without Kept. */
const policyForm = (shop: Shop) => {
  const body = shop.policies.find(({ type }) => type === 'PRIVACY_POLICY')?.body ?? ''
  return `<form method="post" action="${storePath(shop)}/privacy-policy"><label for="policy">Privacy policy (HTML)</label>
<textarea id="policy" name="body" rows="8" style="width:100%">${escapeHtml(body)}</textarea><button>Save the policy</button></form>`
}

const proxyForm = (shop: Shop) => {
  const [, prefix, subpath] = shop.proxyPath.split('/')
  const options = ['apps', 'a', 'community', 'tools'].map(
    (each) => `<option${each === prefix ? ' selected' : ''}>${each}</option>`,
  )
  return `<form method="post" action="${storePath(shop)}/app-proxy"><label>Prefix <select name="prefix">${options.join('')}</select></label>
<label>Subpath <input name="subpath" value="${escapeHtml(subpath)}" pattern="[A-Za-z0-9_\\-]{1,30}" required></label> <button>Move the app proxy</button></form>`
}

/** Nobody can wait 180 days. */
const clockCard = (state: ShopState) =>
  `<section class="card"><h2>The clock</h2><p>Here it is ${state.now().toISOString().slice(0, 10)}, in both shops, for Shopify and for Kept. What comes due at Shopify meanwhile happens at once; Kept looks within half a minute. The database’s own clock, and this browser’s, stay.</p>
<form method="post" action="${storePath(state.shop)}/clock"><label>Days <input name="days" type="number" min="1" max="${MOST_DAYS_AT_ONCE}" value="10" required></label> <button>Move the clock ahead</button></form></section>`

/** The merchant may take back what they granted. */
const accessCard = (state: ShopState) => {
  const { granted, optional } = scopesOf(state)
  const rows = optional.map((scope) => {
    const has = granted.includes(scope)
    return `<div><code>${scope}</code> is ${has ? 'granted' : 'not granted'}. <form class="inline" method="post" action="${storePath(state.shop)}/access"><input type="hidden" name="scope" value="${scope}"><button aria-label="${has ? 'Revoke' : 'Grant'} ${scope}">${has ? 'Revoke' : 'Grant'}</button></form></div>`
  })
  return `<section class="card"><h2>Access of Kept</h2><p>What Kept may ask for when it is of use.</p>${rows.join('')}</section>`
}

/** What a merchant sets in Shopify's own pages, and what happens when they remove the app. */
export function settingsPage(state: ShopState, links: AdminLinks, sent: Sent | undefined): string {
  const { shop } = state
  const features = Object.entries(FEATURES).map((entry) =>
    feature(shop, entry, shop.privacyFeatures[entry[0] as keyof PrivacyFeatures]),
  )
  return layout(
    shop,
    links,
    '/settings',
    `<main><h1>Shop and theme</h1><p class="note">What a merchant does in Shopify's own pages.</p>${sentNote(sent)}
<section class="card"><h2>Theme editor</h2><p>The app embed “Consent banner” is <b>${shop.embedEnabled ? 'on' : 'off'}</b>.</p>
<form method="post" action="${storePath(shop)}/embed"><button>Turn it ${shop.embedEnabled ? 'off' : 'on'}</button></form></section>
<section class="card"><h2>App proxy of Kept</h2><p>On the storefront Kept is at <code>${escapeHtml(shop.proxyPath)}</code>. The old address is then a page not found.</p>${proxyForm(shop)}</section>
<section class="card"><h2>Customer privacy</h2><p>Only a merchant can turn these on; an app can only turn them off.</p>${features.join('')}</section>
<section class="card"><h2>Policies</h2>${policyForm(shop)}</section>
${clockCard(state)}${accessCard(state)}
<section class="card"><h2>Removing the app</h2><p>Shopify tells Kept at once that it was removed, and 48 hours later that everything of the shop must go.</p>
${webhookButton(shop, 'app/uninstalled', 'Uninstall Kept')}${webhookButton(shop, 'shop/redact', 'Forget the shop')}</section></main>`,
  )
}
