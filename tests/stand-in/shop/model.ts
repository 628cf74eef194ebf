/** What the stand-in knows of a shop: plain data, kept as JSON between starts. */

export type MarketingState = 'SUBSCRIBED' | 'NOT_SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING' | 'REDACTED'
export type OptInLevel = 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN'

export interface Address {
  address1: string
  zip: string
  city: string
  countryCodeV2: string
  phone: string | null
}

export interface Customer {
  id: number
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  locale: string
  address: Address | null
  marketingState: MarketingState
  marketingUpdatedAt: string | null
  marketingOptInLevel: OptInLevel | null
  smsState: MarketingState
  smsUpdatedAt: string | null
  dataSaleOptOut: boolean
  /** When erasure was asked for through the Admin API; Shopify waits before it erases. */
  erasureRequestedAt: string | null
  /** When Shopify has erased them: what names the person is gone, the orders stay. */
  erasedAt: string | null
  tags: string[]
  note: string | null
  createdAt: string
  updatedAt: string
}

export interface LineItem {
  title: string
  quantity: number
  price: number
}

export interface Order {
  id: number
  name: string
  customerId: number
  companyId: number | null
  createdAt: string
  lines: LineItem[]
  /** Euros. */
  total: number
}

export interface Company {
  id: number
  name: string
  vat: string
  note: string
  createdAt: string
  contacts: CompanyContact[]
  locations: CompanyLocation[]
}

export interface CompanyContact {
  id: number
  customerId: number
  title: string
  isMain: boolean
}

export interface CompanyLocation {
  id: number
  name: string
  address: Address
}

export interface Product {
  handle: string
  title: string
  description: string
  price: number
  colour: string
  /** How the theme draws it. */
  shape: 'tin' | 'bowl'
  /** Handle of its collection. */
  collection: string
}

/** By language of the theme. */
export type ThemeText = Readonly<Record<'fr' | 'en' | 'de', string>>

export interface Collection {
  handle: string
  title: ThemeText
}

/** Who opened the shop: the member of staff who looks at it in the admin. */
export interface Owner {
  firstName: string
  lastName: string
  email: string
  locale: string
}

export interface Metafield {
  id: string
  ownerId: string
  namespace: string
  key: string
  type: string
  value: string
}

export type PolicyType =
  | 'CONTACT_INFORMATION'
  | 'LEGAL_NOTICE'
  | 'PRIVACY_POLICY'
  | 'REFUND_POLICY'
  | 'SHIPPING_POLICY'
  | 'SUBSCRIPTION_POLICY'
  | 'TERMS_OF_SALE'
  | 'TERMS_OF_SERVICE'

export interface Policy {
  id: number
  type: PolicyType
  title: string
  /** HTML in the shop's primary language. */
  body: string
  createdAt: string
  updatedAt: string
}

export interface Page {
  id: number
  handle: string
  title: string
  body: string
  isPublished: boolean
  createdAt: string
  updatedAt: string
  publishedAt: string | null
}

/** A translation of one field of a policy or a page. */
export interface Translation {
  resourceId: string
  key: string
  locale: string
  value: string
  /** Of the text it was made from; another one now means it is outdated. */
  digest: string
  updatedAt: string
}

export interface ConsentPolicy {
  countryCode: string
  regionCode: string | null
  consentRequired: boolean
  dataSaleOptOutRequired: boolean
}

/** Shopify's own privacy features. A merchant turns them on in Settings; apps can only turn them off. */
export interface PrivacyFeatures {
  COOKIE_BANNER: boolean
  DATA_SALE_OPT_OUT_PAGE: boolean
  PRIVACY_POLICY: boolean
}

export interface Token {
  token: string
  scopes: string[]
  /** Null: it does not expire. */
  expiresAt: string | null
  /** Null for tokens that cannot be refreshed. */
  refreshToken: string | null
}

export interface Shop {
  /** Of this model: a file of another version is started over. */
  version: number
  domain: string
  name: string
  email: string
  contactEmail: string
  address: Address
  timezone: string
  /** Where visitors are unless they say otherwise: ISO 3166-2 without the dash. */
  homeRegion: string
  owner: Owner
  tagline: ThemeText
  locales: { locale: string; name: string; primary: boolean; published: boolean }[]
  collections: Collection[]
  products: Product[]
  customers: Customer[]
  orders: Order[]
  companies: Company[]
  policies: Policy[]
  pages: Page[]
  translations: Translation[]
  privacyFeatures: PrivacyFeatures
  /** Those that differ from Shopify's defaults. */
  consentPolicies: ConsentPolicy[]
  metafields: Metafield[]
  tokens: Token[]
  /** Whether the merchant has the app's embed switched on in the theme. */
  embedEnabled: boolean
  /** Where the merchant has the app's proxy on the storefront: `/apps/privacy`. */
  proxyPath: string
  nextId: number
}

export const MODEL_VERSION = 4

/** What no app has changed yet. */
export const aNewShop = () =>
  ({
    version: MODEL_VERSION,
    translations: [],
    privacyFeatures: { COOKIE_BANNER: true, DATA_SALE_OPT_OUT_PAGE: false, PRIVACY_POLICY: false },
    consentPolicies: [],
    metafields: [],
    tokens: [],
    embedEnabled: true,
    proxyPath: '/apps/privacy',
  }) satisfies Partial<Shop>

/** Kept's installation in a shop: the owner of its app-data metafields. */
export const INSTALLATION_ID = 'gid://shopify/AppInstallation/1'

export const ordersOf = (shop: Shop, customerId: number) =>
  shop.orders.filter((order) => order.customerId === customerId)

export const customerWith = (shop: Shop, id: number) => shop.customers.find((customer) => customer.id === id)

export const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`
export const idOf = (gidText: string) => Number(gidText.split('/').at(-1))
