import type { Attribute, MailingAddress } from './addresses.ts'

export interface LineItem {
  id: number
  title: string
  variantTitle: string | null
  sku: string | null
  quantity: number
  /** Euros, of one. */
  price: number
  customAttributes: Attribute[]
}

export interface Discount {
  code: string
  /** Euros. */
  amount: number
}

export interface Card {
  brand: string
  /** All that Shopify shows of its number. */
  lastDigits: string
  holder: string
  expiryMonth: number
  expiryYear: number
}

export interface Transaction {
  id: number
  kind: 'SALE' | 'REFUND'
  gateway: string
  /** Euros. */
  amount: number
  card: Card | null
  staffId: number | null
  createdAt: string
}

export interface Refund {
  id: number
  note: string | null
  /** Euros. */
  amount: number
  lines: { lineId: number; quantity: number }[]
  staffId: number | null
  createdAt: string
}

export interface Fulfillment {
  id: number
  tracking: { company: string; number: string; url: string } | null
  createdAt: string
  deliveredAt: string | null
}

/** A visit of the storefront before the order. */
export interface Visit {
  id: number
  occurredAt: string
  landingPage: string
  referrerUrl: string | null
  source: string
  utm: { source: string; medium: string; campaign: string } | null
}

export interface Order {
  id: number
  name: string
  /** Null once it was detached. */
  customerId: number | null
  companyId: number | null
  email: string | null
  phone: string | null
  note: string | null
  tags: string[]
  poNumber: string | null
  customAttributes: Attribute[]
  locale: string | null
  clientIp: string | null
  sourceName: string
  billingAddress: MailingAddress | null
  shippingAddress: MailingAddress | null
  lines: LineItem[]
  discounts: Discount[]
  shipping: { title: string; price: number } | null
  /** Euros, with shipping and after discounts. */
  total: number
  transactions: Transaction[]
  refunds: Refund[]
  fulfillments: Fulfillment[]
  visits: Visit[]
  /** Who took it, where staff did. */
  staffId: number | null
  cancelledAt: string | null
  cancelReason: 'CUSTOMER' | 'INVENTORY' | null
  createdAt: string
  updatedAt: string
}

export interface DraftOrder {
  id: number
  name: string
  customerId: number | null
  companyId: number | null
  status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED'
  email: string | null
  phone: string | null
  note: string | null
  tags: string[]
  poNumber: string | null
  customAttributes: Attribute[]
  billingAddress: MailingAddress | null
  shippingAddress: MailingAddress | null
  lines: LineItem[]
  orderId: number | null
  invoiceSentAt: string | null
  completedAt: string | null
  createdAt: string
  updatedAt: string
}

/** Somebody left a contact and went away before they paid. */
export interface AbandonedCheckout {
  id: number
  customerId: number | null
  note: string
  customAttributes: Attribute[]
  discountCodes: string[]
  billingAddress: MailingAddress | null
  shippingAddress: MailingAddress | null
  lines: LineItem[]
  completedAt: string | null
  createdAt: string
  updatedAt: string
}

export const cents = (euros: number) => Math.round(euros * 100) / 100

/** Euros, before discounts and shipping. */
export const subtotalOf = (lines: readonly LineItem[]) =>
  cents(lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0))
