import type { MailingAddress } from './addresses.ts'

export type MarketingState = 'SUBSCRIBED' | 'NOT_SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING' | 'REDACTED'
export type OptInLevel = 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN'
export type CustomerState = 'DECLINED' | 'DISABLED' | 'ENABLED' | 'INVITED'
export type SpendTier = 'HIGH' | 'MEDIUM' | 'LOW'
export type RfmGroup = 'ACTIVE' | 'AT_RISK' | 'CHAMPIONS' | 'DORMANT' | 'LOYAL' | 'NEW' | 'PROMISING' | 'PROSPECTS'

/** An account elsewhere with which somebody signs in. */
export interface IdentitySubject {
  id: number
  providerName: string
  subject: string
  createdAt: string
}

export interface Customer {
  id: number
  firstName: string | null
  lastName: string | null
  email: string | null
  phone: string | null
  locale: string
  addresses: MailingAddress[]
  defaultAddressId: number | null
  marketingState: MarketingState
  marketingUpdatedAt: string | null
  marketingOptInLevel: OptInLevel | null
  smsState: MarketingState
  smsUpdatedAt: string | null
  /** Left out: never asked. */
  whatsApp?: { state: MarketingState; updatedAt: string | null }
  dataSaleOptOut: boolean
  state: CustomerState
  taxExempt: boolean
  multipassIdentifier: string | null
  identities: IdentitySubject[]
  /** Shopify's own predictions. */
  spendTier: SpendTier | null
  rfmGroup: RfmGroup | null
  /** When erasure was asked for through the Admin API; Shopify waits before it erases. */
  erasureRequestedAt: string | null
  /** Who alone may take that back. */
  erasureRequestedBy: 'kept' | 'staff' | null
  /** When Shopify has erased them: what names the person is gone, the orders stay. */
  erasedAt: string | null
  tags: string[]
  note: string | null
  createdAt: string
  updatedAt: string
}

/** Who opened the shop: the member of staff who looks at it in the admin. */
export interface Owner {
  firstName: string
  lastName: string
  email: string
  locale: string
}

/** A line of the timeline that staff see on a customer's or an order's page. */
export interface TimelineEvent {
  id: number
  /** The gid of what it is about. */
  subjectId: string
  action: string
  message: string
  createdAt: string
  /** Of staff who wrote it or did it; null where Shopify or an app did. */
  staffId: number | null
  appTitle: string | null
  isComment: boolean
}

export const defaultAddressOf = ({ addresses, defaultAddressId }: Customer) =>
  addresses.find(({ id }) => id === defaultAddressId) ?? null

/** What a customer has of whom nothing is known but how to reach them. */
export const aPlainCustomer = () =>
  ({
    firstName: null,
    lastName: null,
    phone: null,
    addresses: [],
    defaultAddressId: null,
    marketingState: 'NOT_SUBSCRIBED',
    marketingUpdatedAt: null,
    marketingOptInLevel: null,
    smsState: 'NOT_SUBSCRIBED',
    smsUpdatedAt: null,
    dataSaleOptOut: false,
    state: 'DISABLED',
    taxExempt: false,
    multipassIdentifier: null,
    identities: [],
    spendTier: null,
    rfmGroup: null,
    erasureRequestedAt: null,
    erasureRequestedBy: null,
    erasedAt: null,
    tags: [],
    note: null,
  }) satisfies Partial<Customer>
