/** What the stand-in knows of a shop: plain data, kept as JSON between starts. */

export type MarketingState = 'SUBSCRIBED' | 'NOT_SUBSCRIBED' | 'UNSUBSCRIBED' | 'REDACTED'

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
  contacts: { id: number; customerId: number; title: string }[]
  location: Address
}

export interface Product {
  handle: string
  title: string
  description: string
  price: number
  colour: string
}

export interface Metafield {
  id: string
  ownerId: string
  namespace: string
  key: string
  type: string
  value: string
}

export interface Token {
  token: string
  scopes: string[]
  expiresAt: string
  refreshToken: string
}

export interface Shop {
  domain: string
  name: string
  email: string
  contactEmail: string
  address: Address
  timezone: string
  locales: { locale: string; name: string; primary: boolean; published: boolean }[]
  products: Product[]
  customers: Customer[]
  orders: Order[]
  companies: Company[]
  metafields: Metafield[]
  tokens: Token[]
  /** Whether the merchant has the app's embed switched on in the theme. */
  embedEnabled: boolean
  nextId: number
}

export const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`
export const idOf = (gidText: string) => Number(gidText.split('/').at(-1))
