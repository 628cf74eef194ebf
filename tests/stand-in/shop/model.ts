/** What the stand-in knows of a shop: plain data, kept as JSON between starts. By family in `model/`. */
import type { ManyOrders } from '../generate/orders.ts'
import type { Address } from './model/addresses.ts'
import type { Company } from './model/companies.ts'
import type { BlogComment, Collection, Page, Policy, Product, ThemeText, Translation } from './model/content.ts'
import type { GiftCard, PaymentMethod, StoreCreditAccount, SubscriptionContract } from './model/money.ts'
import type { AbandonedCheckout, DraftOrder, Order } from './model/orders.ts'
import type { Customer, Owner, TimelineEvent } from './model/people.ts'

export type { Address, Attribute, MailingAddress } from './model/addresses.ts'
export type { Company, CompanyContact, CompanyLocation, CompanyRole, RoleAssignment } from './model/companies.ts'
export type {
  BlogComment,
  Collection,
  Page,
  Policy,
  PolicyType,
  Product,
  ThemeText,
  Translation,
} from './model/content.ts'
export type { GiftCard, PaymentMethod, StoreCreditAccount, SubscriptionContract } from './model/money.ts'
export type { AbandonedCheckout, DraftOrder, LineItem, Order } from './model/orders.ts'
export type { Customer, MarketingState, OptInLevel, Owner, TimelineEvent } from './model/people.ts'

export interface MetafieldDefinition {
  ownerType: string
  namespace: string
  key: string
  type: string
  /** Segments can filter by it. */
  isFilter: boolean
}

export interface Metafield {
  id: string
  ownerId: string
  namespace: string
  key: string
  type: string
  value: string
  createdAt: string
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
  /** Customers whose orders are made as they are read, instead of those above. */
  manyOrders: ManyOrders[]
  draftOrders: DraftOrder[]
  abandonedCheckouts: AbandonedCheckout[]
  companies: Company[]
  storeCredit: StoreCreditAccount[]
  giftCards: GiftCard[]
  paymentMethods: PaymentMethod[]
  subscriptions: SubscriptionContract[]
  events: TimelineEvent[]
  policies: Policy[]
  pages: Page[]
  /** Under articles of its blog. */
  comments: BlogComment[]
  translations: Translation[]
  privacyFeatures: PrivacyFeatures
  /** Those that differ from Shopify's defaults. */
  consentPolicies: ConsentPolicy[]
  metafields: Metafield[]
  /** Left out: none. */
  metafieldDefinitions?: MetafieldDefinition[]
  tokens: Token[]
  /** What started workflows of Shopify Flow, the newest last. */
  flows: { handle: string; payload: Record<string, string | number>; at: string }[]
  /** Optional scopes that the merchant has granted. */
  grantedScopes: string[]
  /** Fields of protected customer data that Shopify's review did not approve: `Type.field`, or `Type`. */
  unapproved: string[]
  /** How far its clock runs ahead of this machine's. */
  clockAheadMs: number
  /** Whether the merchant has the app's embed switched on in the theme. */
  embedEnabled: boolean
  /** Where the merchant has the app's proxy on the storefront: `/apps/privacy`. */
  proxyPath: string
  nextId: number
}

export const MODEL_VERSION = 8

/** What no app has changed yet. */
export const aNewShop = () =>
  ({
    version: MODEL_VERSION,
    translations: [],
    manyOrders: [],
    privacyFeatures: { COOKIE_BANNER: true, DATA_SALE_OPT_OUT_PAGE: false, PRIVACY_POLICY: false },
    consentPolicies: [],
    tokens: [],
    flows: [],
    grantedScopes: [],
    unapproved: [],
    clockAheadMs: 0,
    embedEnabled: true,
    proxyPath: '/apps/privacy',
  }) satisfies Partial<Shop>

/** Kept's installation in a shop: the owner of its app-data metafields. */
export const INSTALLATION_ID = 'gid://shopify/AppInstallation/1'

export const ordersOf = (shop: Shop, customerId: number) =>
  shop.orders.filter((order) => order.customerId === customerId)

export const customerWith = (shop: Shop, id: number | null) => shop.customers.find((customer) => customer.id === id)

export const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`

/** A gid of an address carries a query behind its number. */
export const idOf = (gidText: string) => Number.parseInt(gidText.split('/').at(-1) ?? '', 10)
