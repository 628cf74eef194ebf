import type { IncomingMessage } from 'node:http'
import type { Shop } from '../shop/model.ts'

const CUSTOMER_COOKIE = 'stand_in_customer'
const CART_COOKIE = 'stand_in_cart'
/** As Shopify's `localization` does. */
const COUNTRY_COOKIE = 'stand_in_country'
const MOST_IN_CART = 20

/** Who visits, in which language, with what in the cart. */
export interface Visit {
  locale: string
  /** Path prefix of the language: empty for the shop's own. */
  prefix: string
  /** The path without the prefix. */
  pathname: string
  country: string
  customerId: number | null
  /** Handles of products. */
  cart: string[]
}

export function visitOf(request: IncomingMessage, url: URL, shop: Shop): Visit {
  const country = url.searchParams.get('country') ?? cookie(request, COUNTRY_COOKIE)
  return {
    ...localise(url.pathname, shop),
    country: /^[A-Z]{2}$/.test(country) ? country : shop.address.countryCodeV2,
    customerId: Number(cookie(request, CUSTOMER_COOKIE)) || null,
    cart: cookie(request, CART_COOKIE)
      .split('.')
      .filter((handle) => shop.products.some((product) => product.handle === handle)),
  }
}

export const countryCookie = ({ country }: Visit) => setCookie(COUNTRY_COOKIE, country)
export const customerCookie = (customerId: number | null) => setCookie(CUSTOMER_COOKIE, String(customerId ?? ''))
export const cartCookie = (cart: readonly string[]) => setCookie(CART_COOKIE, cart.slice(-MOST_IN_CART).join('.'))

const setCookie = (name: string, value: string) =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${value ? '' : '; Max-Age=0'}`

function cookie(request: IncomingMessage, name: string): string {
  const pairs = (request.headers.cookie ?? '').split('; ')
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

function localise(pathname: string, { locales }: Shop) {
  const first = pathname.split('/')[1]
  const other = locales.find(({ locale, primary, published }) => locale === first && published && !primary)
  const own = locales.find(({ primary }) => primary)?.locale ?? 'en'
  if (!other) return { prefix: '', locale: own, pathname }
  const prefix = `/${other.locale}`
  return { prefix, locale: other.locale, pathname: pathname.slice(prefix.length) || '/' }
}
