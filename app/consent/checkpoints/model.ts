/** The states and channels of a checkpoint's delivery. */
import type { StaffLanguage } from '../../platform/i18n.ts'

/** `shop`: a metafield of Kept's installation at Shopify. The public address (the ledger's door) needs no delivery. */
export const DELIVERY_CHANNELS = ['shop', 'mail'] as const
type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number]

export const DELIVERY_STATES = ['waiting', 'sent', 'superseded', 'failed'] as const
/** `superseded`: a newer checkpoint was delivered. `failed`: Kept no longer tries. */
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const DELIVERY_REASONS = [
  'not_installed',
  'shopify',
  'mail_not_configured',
  'mail_refused',
  'mail_unreachable',
  'recipient_changed',
] as const
export type DeliveryReason = (typeof DELIVERY_REASONS)[number]

/** A limit, because each change sends a mail to an address that nobody has confirmed. */
export const CHANGES_A_DAY = 10

export interface MailRecipient {
  number: number
  address: string
  language: StaffLanguage
  changedAt: Date
  /** Shopify's id of the member of staff. */
  changedBy: string
}

export interface Delivery {
  channel: DeliveryChannel
  state: DeliveryState
  reason: DeliveryReason | null
  updatedAt: Date
}

/** What staff see of it. */
export interface CheckpointState {
  last: { size: number; seal: number; signedAt: Date; note: string } | null
  /** Deliveries of the last checkpoint. */
  deliveries: Delivery[]
  /** The public addresses of the last checkpoint and of the keys that verify it. */
  addresses: { checkpoint: string; keys: string }
  /** The log's name and keys for witnesses and public tools. Null before the first checkpoint. */
  verifierKey: string | null
  recipient: MailRecipient | null
  mailIsConfigured: boolean
}
