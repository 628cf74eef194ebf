import type { MailingAddress } from './addresses.ts'
import type { Card, LineItem } from './orders.ts'

export interface StoreCreditTransaction {
  id: number
  /** Euros; below zero when it was spent. */
  amount: number
  balanceAfter: number
  event: 'ADJUSTMENT' | 'ORDER_PAYMENT' | 'ORDER_REFUND'
  createdAt: string
  expiresAt: string | null
}

export interface StoreCreditAccount {
  id: number
  /** The gid of a customer or of a company's location. */
  ownerId: string
  balance: number
  transactions: StoreCreditTransaction[]
}

export interface GiftCard {
  id: number
  /** Who bought it or got it. */
  customerId: number | null
  /** Who is to get it by mail. */
  recipient: { customerId: number; preferredName: string | null; message: string | null } | null
  lastCharacters: string
  initialValue: number
  balance: number
  note: string | null
  orderId: number | null
  /** A day. */
  expiresOn: string | null
  deactivatedAt: string | null
  createdAt: string
  updatedAt: string
}

export interface PaymentMethod {
  id: string
  customerId: number
  /** A card, or else the account of a wallet. */
  card: Card | null
  paypalEmail: string | null
  revokedAt: string | null
  revokedReason: string | null
}

export interface SubscriptionContract {
  id: number
  customerId: number
  status: 'ACTIVE' | 'PAUSED' | 'CANCELLED'
  note: string | null
  paymentMethodId: string | null
  originOrderId: number | null
  address: MailingAddress | null
  lines: LineItem[]
  interval: 'WEEK' | 'MONTH'
  intervalCount: number
  nextBillingDate: string | null
  createdAt: string
  updatedAt: string
}
