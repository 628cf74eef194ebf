import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'
import type { Say } from './texts.ts'

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = ['consumer', 'professional']

type StoragePlaces = NonNullable<RegisterInput['storagePlaces']>
type Recipients = NonNullable<RegisterInput['recipients']>

const IN_FRANCE = { country: 'FR', transfer: { mechanism: 'eea' } } as const
const IN_IRELAND = { country: 'IE', transfer: { mechanism: 'eea' } } as const

/** `firstReviewOn`: the day by which staff confirm each country and agreement, which a template can only suppose. */
export const templateRecipients = (say: Say, firstReviewOn: string): Recipients => [
  {
    id: 'store-advisers',
    audience: EVERYONE,
    kind: 'internal',
    service: 'sales_advice',
    name: say('recipients.store-advisers.name'),
    description: say('recipients.store-advisers.description'),
    ...IN_FRANCE,
  },
  {
    id: 'customer-service-team',
    audience: EVERYONE,
    kind: 'internal',
    service: 'customer_service',
    name: say('recipients.customer-service-team.name'),
    description: say('recipients.customer-service-team.description'),
    ...IN_FRANCE,
  },
  {
    id: 'shopify',
    audience: EVERYONE,
    kind: 'processor',
    service: 'it',
    name: say('recipients.shopify.name'),
    description: say('recipients.shopify.description'),
    ...IN_IRELAND,
    agreement: { reference: 'Shopify Data Processing Addendum' },
    privacyPolicyUrl: 'https://www.shopify.com/legal/privacy',
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'digital-services',
    audience: EVERYONE,
    kind: 'processor',
    service: 'digital_services',
    name: say('recipients.digital-services.name'),
    description: say('recipients.digital-services.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'social-media-agencies',
    audience: EVERYONE,
    kind: 'processor',
    service: 'social_media_agency',
    name: say('recipients.social-media-agencies.name'),
    description: say('recipients.social-media-agencies.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'delivery',
    audience: EVERYONE,
    kind: 'processor',
    service: 'delivery',
    name: say('recipients.delivery.name'),
    description: say('recipients.delivery.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'it-providers',
    audience: EVERYONE,
    kind: 'processor',
    service: 'it',
    name: say('recipients.it-providers.name'),
    description: say('recipients.it-providers.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'payment-providers',
    audience: EVERYONE,
    kind: 'processor',
    service: 'payment',
    name: say('recipients.payment-providers.name'),
    description: say('recipients.payment-providers.description'),
    ...IN_FRANCE,
    requiredBeforeContract: true,
    note: say('recipients.payment-providers.note'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'credit-bureaus',
    audience: EVERYONE,
    kind: 'processor',
    service: 'credit_bureau',
    name: say('recipients.credit-bureaus.name'),
    description: say('recipients.credit-bureaus.description'),
    ...IN_FRANCE,
    requiredBeforeContract: true,
    note: say('recipients.credit-bureaus.note'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'social-networks',
    audience: EVERYONE,
    kind: 'joint_controller',
    service: 'social_network',
    name: say('recipients.social-networks.name'),
    description: say('recipients.social-networks.description'),
    ...IN_IRELAND,
    arrangement: say('recipients.social-networks.arrangement'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'partner-brands',
    audience: CONSUMER,
    kind: 'joint_controller',
    service: 'partner_brand',
    name: say('recipients.partner-brands.name'),
    description: say('recipients.partner-brands.description'),
    ...IN_FRANCE,
    arrangement: say('recipients.partner-brands.arrangement'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'authorities',
    audience: EVERYONE,
    kind: 'authority',
    service: 'public_authority',
    name: say('recipients.authorities.name'),
    description: say('recipients.authorities.description'),
    ...IN_FRANCE,
  },
]

export const templateStoragePlaces = (say: Say): StoragePlaces => [
  {
    id: 'hosting',
    audience: EVERYONE,
    name: say('storagePlaces.hosting.name'),
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['contact', 'account', 'navigation', 'security'],
  },
  {
    id: 'databases',
    audience: EVERYONE,
    name: say('storagePlaces.databases.name'),
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['contact', 'newsletter', 'purchases', 'location', 'demographics', 'customer-service'],
  },
  {
    id: 'shopify-orders',
    audience: EVERYONE,
    name: say('storagePlaces.shopify-orders.name'),
    country: 'IE',
    recipient: 'shopify',
    dataCategories: ['contact', 'account', 'purchases', 'company', 'professional-contact', 'delivery-recipients'],
  },
  {
    id: 'crm',
    audience: PROFESSIONAL,
    name: say('storagePlaces.crm.name'),
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['company', 'accounting', 'professional-contact', 'customer-service'],
  },
]
