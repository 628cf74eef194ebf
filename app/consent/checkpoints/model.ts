/** How a shop's checkpoints leave the house. */
import type { StaffLanguage } from '../../platform/i18n.ts'

/** `shop`: a metafield of Kept's installation at Shopify. The public address needs no sending: see the ledger's door. */
export const DELIVERY_CHANNELS = ['shop', 'mail'] as const
type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number]

export const DELIVERY_STATES = ['waiting', 'sent', 'superseded', 'failed'] as const
/** `superseded`: a newer checkpoint is already there. `failed`: no more tries. */
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

/** Each change sends a mail to an address that nobody has confirmed. */
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
  /** Of the last one. */
  deliveries: Delivery[]
  /** Where anybody reads the last checkpoint, and the keys that it is verified with. */
  addresses: { checkpoint: string; keys: string }
  /** What witnesses and public tools are given. Null before the first checkpoint. */
  verifierKey: string | null
  recipient: MailRecipient | null
  mailIsConfigured: boolean
}
