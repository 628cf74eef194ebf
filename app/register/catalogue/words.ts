/** The closed lists that the catalogue of services is written in. */
import type { DataTopic, PurposeTopic, RecipientKind, TransferMechanism } from '../words.ts'

/** What a shop uses a service for: the questions of the guided set-up, and what every shop has (`platform`, `privacy`). */
export const USES = [
  'platform',
  'email',
  'sms',
  'ads',
  'statistics',
  'reviews',
  'support',
  'delivery',
  'fulfilment',
  'payment',
  'till',
  'loyalty',
  'subscriptions',
  'search',
  'translation',
  'video',
  'embeds',
  'security',
  'accounting',
  'office',
  'privacy',
] as const
export type Use = (typeof USES)[number]

/** What a service is for the shop: GDPR Art. 4(8), 26 and 4(7). Nobody within the company, and no authority. */
export const ROLES = ['processor', 'joint_controller', 'controller'] as const satisfies readonly RecipientKind[]

/** By which right data may be there. A place without one is left out of the catalogue. */
export const PLACE_MECHANISMS = ['eea', 'adequacy', 'standard_clauses'] as const satisfies readonly TransferMechanism[]

/** What a tracker of a service is for. */
export const TRACKER_TOPICS = [
  'transactions',
  'customer_service',
  'security',
  'legal',
  'preferences',
  'statistics',
  'marketing',
  'email_marketing',
] as const satisfies readonly PurposeTopic[]
export type TrackerTopic = (typeof TRACKER_TOPICS)[number]

/** The purposes that a service of this use usually serves: what the set-up proposes, and staff confirm. */
const PURPOSES_OF_USE: Record<Use, readonly PurposeTopic[]> = {
  platform: ['transactions', 'customer_service', 'security', 'legal'],
  email: ['email_marketing'],
  sms: ['email_marketing'],
  ads: ['marketing'],
  statistics: ['statistics'],
  reviews: ['customer_service'],
  support: ['customer_service'],
  delivery: ['transactions'],
  fulfilment: ['transactions'],
  payment: ['transactions'],
  till: ['transactions'],
  loyalty: ['transactions'],
  subscriptions: ['transactions'],
  search: ['preferences'],
  translation: ['preferences'],
  video: ['other'],
  embeds: ['other'],
  security: ['security'],
  accounting: ['legal'],
  office: ['customer_service'],
  privacy: ['legal'],
}

/** The topics of the purposes that a service of these uses usually serves. */
export const topicsServedBy = (uses: Iterable<Use>): PurposeTopic[] => [...uses].flatMap((use) => PURPOSES_OF_USE[use])

/** The data that a service of this use usually receives: what the set-up proposes, and staff confirm. */
export const DATA_OF_USE: Record<Use, readonly DataTopic[]> = {
  platform: ['contact', 'account', 'purchases', 'navigation', 'location'],
  email: ['contact', 'newsletter', 'purchases', 'navigation'],
  sms: ['contact', 'newsletter', 'purchases'],
  ads: ['navigation', 'purchases'],
  statistics: ['navigation'],
  reviews: ['contact', 'purchases'],
  support: ['contact', 'customer_service', 'purchases'],
  delivery: ['contact', 'location'],
  fulfilment: ['contact', 'purchases', 'location'],
  payment: ['contact', 'purchases'],
  till: ['contact', 'purchases'],
  loyalty: ['contact', 'account', 'purchases'],
  subscriptions: ['contact', 'account', 'purchases'],
  search: ['navigation'],
  translation: ['navigation'],
  video: ['navigation'],
  embeds: ['navigation', 'location'],
  security: ['security', 'navigation'],
  accounting: ['accounting', 'purchases', 'company'],
  office: ['contact', 'customer_service'],
  privacy: ['contact', 'security'],
}
