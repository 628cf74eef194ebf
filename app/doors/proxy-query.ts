/**
 * The query of a call through Shopify's app proxy. Shopify signs the sorted parameters joined without separators:
 * `shop=a…timestamp=1…`. The same signed text could therefore be split into other names and values. So each parameter
 * must be there exactly once, no other may be, and no value may contain `=`: then there is one way to split the text
 * (decision note 024).
 */
import { LRUCache } from 'lru-cache'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import { proxyPathIn } from '../shopify/app-proxy/path.ts'
import { Refusal } from './http.ts'
import { isSigned } from './signature.ts'

/** In the order in which Shopify joins them. `lang` is added by the visitor's address of a page. */
const SIGNED = ['lang', 'logged_in_customer_id', 'path_prefix', 'shop', 'timestamp'] as const
type SignedName = (typeof SIGNED)[number]

/** The shop is checked by its schema, the place of the proxy by `proxyPathIn`. */
const FORMS = {
  lang: /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$/,
  logged_in_customer_id: /^(?:[1-9]\d{0,19})?$/,
  timestamp: /^\d{10}$/,
} as const satisfies Partial<Record<SignedName, RegExp>>

const SIGNATURE = /^[0-9a-f]{64}$/

export interface ProxyQuery {
  shop: ShopDomain
  /** Shopify's id of the signed-in customer. */
  customerId: string | null
  /** `/fr/apps/privacy`: where the visitor reads. */
  prefix: string
  /** `/apps/privacy`: the path of the app proxy on the storefront, without the folder of a language. */
  proxyPath: string
  signedAt: Date
  /** The language in the visitor's address; null without one. */
  language: string | null
}

/** Seconds for which a signed query is accepted, so that nobody can replay it later. */
const TOLERANCE_SECONDS = 90

/**
 * Queries with a verified signature, until they expire. Signed-out visitors of the same second send the same query, and
 * verifying it is the most expensive part of the door. Only queries that Shopify signed get in here.
 */
const known = new LRUCache<string, true>({ max: 10_000 })

const notSigned = () => new Refusal(401, 'Not signed by Shopify, or too long ago')

/**
 * Reads and verifies a query that Shopify signed within the last 90 seconds.
 *
 * @throws Refusal 401 for anything else, 400 when it names no shop
 */
export function readProxyQuery(query: URLSearchParams, { isPage }: { isPage: boolean }): ProxyQuery {
  const { signature, ...given } = parametersOnce(query, isPage)
  if (!signature || !SIGNATURE.test(signature)) throw notSigned()
  const proxyPath = proxyPathIn(given.path_prefix ?? '')
  if (proxyPath === null) throw notSigned()
  for (const name of ['logged_in_customer_id', 'timestamp'] as const) {
    if (!FORMS[name].test(given[name] ?? '-')) throw notSigned()
  }
  if (given.lang !== undefined && !FORMS.lang.test(given.lang)) throw notSigned()
  const left = secondsLeft(Number(given.timestamp))
  if (left <= 0) throw notSigned()
  const text = SIGNED.map((name) => (given[name] === undefined ? '' : `${name}=${given[name]}`)).join('')
  const asSent = `${signature} ${text}`
  if (!known.has(asSent)) {
    if (!isSigned(text, signature)) throw notSigned()
    known.set(asSent, true, { ttl: left * 1_000 })
  }
  const shop = shopDomain.safeParse(given.shop)
  if (!shop.success) throw new Refusal(400, 'The signed query does not name a shop')
  return {
    shop: shop.data,
    customerId: given.logged_in_customer_id || null,
    prefix: given.path_prefix ?? '',
    proxyPath,
    signedAt: new Date(Number(given.timestamp) * 1_000),
    language: given.lang ?? null,
  }
}

type Given = Partial<Record<SignedName | 'signature', string>>

function parametersOnce(query: URLSearchParams, isPage: boolean): Given {
  const given: Given = {}
  for (const [name, value] of query) {
    if (!isParameter(name) || name in given || (name === 'lang' && !isPage)) throw notSigned()
    given[name] = value
  }
  return given
}

/** Whether Shopify, or a link of Kept's own, sets this parameter. */
export const isParameter = (name: string): name is SignedName | 'signature' =>
  name === 'signature' || (SIGNED as readonly string[]).includes(name)

/** At most 90 seconds in the past or, because clocks differ, in the future. */
function secondsLeft(timestamp: number): number {
  const age = Math.trunc(Date.now() / 1_000) - timestamp
  return age < -TOLERANCE_SECONDS ? 0 : TOLERANCE_SECONDS - age + 1
}
