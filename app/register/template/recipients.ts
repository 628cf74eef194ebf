import { recipientOf, storagePlacesOf } from '../catalogue/entries.ts'
import type { DataCategory, RegisterInput } from '../model.ts'
import { AUDIENCES, type Audience, WRITTEN_LANGUAGES } from '../words.ts'
import { known } from './known.ts'
import type { WordingLookup } from './texts.ts'

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = [...AUDIENCES]

type StoragePlaces = NonNullable<RegisterInput['storagePlaces']>
type Recipients = NonNullable<RegisterInput['recipients']>

const IN_FRANCE = { country: 'FR', transfer: { mechanism: 'eea' } } as const
const IN_IRELAND = { country: 'IE', transfer: { mechanism: 'eea' } } as const

/** `firstReviewOn`: the day by which staff confirm each country and agreement, which a template can only assume. */
export const templateRecipients = (wording: WordingLookup, firstReviewOn: string): Recipients => [
  {
    id: 'store-advisers',
    audience: EVERYONE,
    kind: 'internal',
    service: 'sales_advice',
    name: wording('recipients.store-advisers.name'),
    description: wording('recipients.store-advisers.description'),
    ...IN_FRANCE,
  },
  {
    id: 'customer-service-team',
    audience: EVERYONE,
    kind: 'internal',
    service: 'customer_service',
    name: wording('recipients.customer-service-team.name'),
    description: wording('recipients.customer-service-team.description'),
    ...IN_FRANCE,
  },
  { ...recipientOf(known('shopify'), WRITTEN_LANGUAGES), nextReviewOn: firstReviewOn },
  {
    id: 'digital-services',
    audience: EVERYONE,
    kind: 'processor',
    service: 'digital_services',
    name: wording('recipients.digital-services.name'),
    description: wording('recipients.digital-services.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'social-media-agencies',
    audience: EVERYONE,
    kind: 'processor',
    service: 'social_media_agency',
    name: wording('recipients.social-media-agencies.name'),
    description: wording('recipients.social-media-agencies.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'delivery',
    audience: EVERYONE,
    kind: 'processor',
    service: 'delivery',
    name: wording('recipients.delivery.name'),
    description: wording('recipients.delivery.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'it-providers',
    audience: EVERYONE,
    kind: 'processor',
    service: 'it',
    name: wording('recipients.it-providers.name'),
    description: wording('recipients.it-providers.description'),
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'payment-providers',
    audience: EVERYONE,
    kind: 'processor',
    service: 'payment',
    name: wording('recipients.payment-providers.name'),
    description: wording('recipients.payment-providers.description'),
    ...IN_FRANCE,
    requiredBeforeContract: true,
    note: wording('recipients.payment-providers.note'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'credit-bureaus',
    audience: EVERYONE,
    kind: 'processor',
    service: 'credit_bureau',
    name: wording('recipients.credit-bureaus.name'),
    description: wording('recipients.credit-bureaus.description'),
    ...IN_FRANCE,
    requiredBeforeContract: true,
    note: wording('recipients.credit-bureaus.note'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'social-networks',
    audience: EVERYONE,
    kind: 'joint_controller',
    service: 'social_network',
    name: wording('recipients.social-networks.name'),
    description: wording('recipients.social-networks.description'),
    ...IN_IRELAND,
    arrangement: wording('recipients.social-networks.arrangement'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'partner-brands',
    audience: CONSUMER,
    kind: 'joint_controller',
    service: 'partner_brand',
    name: wording('recipients.partner-brands.name'),
    description: wording('recipients.partner-brands.description'),
    ...IN_FRANCE,
    arrangement: wording('recipients.partner-brands.arrangement'),
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'authorities',
    audience: EVERYONE,
    kind: 'authority',
    service: 'public_authority',
    name: wording('recipients.authorities.name'),
    description: wording('recipients.authorities.description'),
    ...IN_FRANCE,
  },
]

/** Of the places where Shopify keeps data, the one that the shop's customers are served from. */
const HOST = 'shopify-ie'

/** Shopify's are those of the catalogue, with its transfers: it hosts every shop that this template is for. */
export const templateStoragePlaces = (
  wording: WordingLookup,
  dataCategories: readonly ({ id: string } & Pick<DataCategory, 'topic'>)[],
): StoragePlaces => [
  ...storagePlacesOf(known('shopify'), WRITTEN_LANGUAGES, dataCategories).map((place) =>
    place.id === HOST ? { ...place, name: wording('storagePlaces.hosting.name') } : place,
  ),
  {
    id: 'databases',
    audience: EVERYONE,
    name: wording('storagePlaces.databases.name'),
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['contact', 'newsletter', 'purchases', 'location', 'demographics', 'customer-service'],
  },
  {
    id: 'crm',
    audience: PROFESSIONAL,
    name: wording('storagePlaces.crm.name'),
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['company', 'accounting', 'professional-contact', 'customer-service'],
  },
]
