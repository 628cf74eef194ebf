import type { RegisterInput } from '../model.ts'
import { AUDIENCES, type Audience } from '../words.ts'
import type { WordingLookup } from './texts.ts'

type DataCategories = NonNullable<RegisterInput['dataCategories']>

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = [...AUDIENCES]

/** A purchase, begun or finished, as the shop keeps it. Not the metafields of orders: what they hold differs from shop to shop. */
const PURCHASE_FIELDS = [
  ...['Customer.orders', 'Customer.numberOfOrders', 'Customer.amountSpent', 'Customer.lastOrder'],
  ...['Order.createdAt', 'Order.name', 'Order.lineItems', 'Order.totalPriceSet', 'Order.discountApplications'],
  ...['Order.transactions', 'Order.refunds', 'Order.fulfillments', 'Order.note', 'Order.customAttributes'],
  ...['Order.confirmationNumber', 'Order.processedAt', 'Order.updatedAt', 'Order.cancelledAt', 'Order.cancelReason'],
  ...['Order.displayFinancialStatus', 'Order.displayFulfillmentStatus', 'Order.returnStatus', 'Order.tags'],
  ...['Order.discountCodes', 'Order.paymentGatewayNames', 'Order.totalDiscountsSet', 'Order.totalShippingPriceSet'],
  ...['Order.totalTaxSet', 'Order.totalRefundedSet', 'Order.shippingLine', 'Order.poNumber', 'Order.sourceName'],
  ...['Order.risk', 'Order.customerLocale', 'Order.localizedFields'],
]

/** What was begun, and what somebody has with the shop. */
const BEGUN_FIELDS = [
  ...['DraftOrder.name', 'DraftOrder.status', 'DraftOrder.createdAt', 'DraftOrder.updatedAt', 'DraftOrder.completedAt'],
  ...['DraftOrder.invoiceSentAt', 'DraftOrder.email', 'DraftOrder.phone', 'DraftOrder.note2', 'DraftOrder.tags'],
  ...['DraftOrder.poNumber', 'DraftOrder.discountCodes', 'DraftOrder.customAttributes', 'DraftOrder.totalPriceSet'],
  ...['DraftOrder.billingAddress', 'DraftOrder.shippingAddress', 'DraftOrder.lineItems'],
  ...['AbandonedCheckout.name', 'AbandonedCheckout.createdAt', 'AbandonedCheckout.updatedAt'],
  ...['AbandonedCheckout.completedAt', 'AbandonedCheckout.note', 'AbandonedCheckout.discountCodes'],
  ...['AbandonedCheckout.customAttributes', 'AbandonedCheckout.totalPriceSet', 'AbandonedCheckout.billingAddress'],
  ...['AbandonedCheckout.shippingAddress', 'Customer.paymentMethods', 'Customer.storeCreditAccounts'],
  ...['Customer.subscriptionContracts', 'GiftCard.lastCharacters', 'GiftCard.initialValue', 'GiftCard.balance'],
  ...['GiftCard.enabled', 'GiftCard.createdAt', 'GiftCard.expiresOn', 'GiftCard.deactivatedAt', 'GiftCard.note'],
  'GiftCard.recipientAttributes',
]

/** `Customer.metafields.facts.birth_date` is Shopify's own standard definition; gender has none. */
export const templateDataCategories = (wording: WordingLookup): DataCategories => [
  {
    id: 'contact',
    audience: EVERYONE,
    topic: 'contact',
    name: wording('dataCategories.contact.name'),
    items: [
      wording('items.surname'),
      wording('items.first-name'),
      wording('items.postal-address'),
      wording('items.telephone'),
      wording('items.email'),
    ],
    sources: ['data_subject'],
    adminFields: [
      ...['Customer.firstName', 'Customer.lastName', 'Customer.displayName', 'Customer.addressesV2'],
      ...['Customer.defaultEmailAddress', 'Customer.defaultPhoneNumber'],
      ...['Order.email', 'Order.phone', 'Order.billingAddress', 'Order.shippingAddress'],
    ],
  },
  {
    id: 'newsletter',
    audience: EVERYONE,
    topic: 'newsletter',
    name: wording('dataCategories.newsletter.name'),
    items: [wording('items.email'), wording('items.surname'), wording('items.first-name')],
    sources: ['data_subject'],
    adminFields: [
      ...['Customer.defaultEmailAddress', 'Customer.emailMarketingConsent', 'Customer.smsMarketingConsent'],
      ...['Customer.dataSaleOptOut', 'Customer.productSubscriberStatus', 'Order.customerAcceptsMarketing'],
    ],
  },
  {
    id: 'account',
    audience: CONSUMER,
    topic: 'account',
    name: wording('dataCategories.account.name'),
    description: wording('dataCategories.account.description'),
    items: [
      wording('items.surname-and-first-name'),
      wording('items.gender'),
      wording('items.email'),
      wording('items.postal-address'),
      wording('items.telephone'),
      wording('items.date-of-birth'),
      wording('items.password'),
      wording('items.region'),
    ],
    sources: ['data_subject'],
    adminFields: [
      ...['Customer.createdAt', 'Customer.state', 'Customer.locale', 'Customer.note', 'Customer.tags'],
      ...['Customer.metafields.facts.birth_date', 'Customer.metafields', 'Customer.defaultAddress'],
      ...['Customer.updatedAt', 'Customer.verifiedEmail', 'Customer.image', 'Customer.identityProviderSubjects'],
      ...['Customer.multipassIdentifier', 'Customer.taxExempt', 'Customer.taxExemptions'],
    ],
  },
  {
    id: 'purchases',
    audience: EVERYONE,
    topic: 'purchases',
    name: wording('dataCategories.purchases.name'),
    items: [
      wording('items.dates-of-orders'),
      wording('items.number-of-orders'),
      wording('items.products-bought'),
      wording('items.amounts'),
      wording('items.promotions-used'),
    ],
    sources: ['data_subject'],
    adminFields: [...PURCHASE_FIELDS, ...BEGUN_FIELDS],
  },
  {
    id: 'location',
    audience: CONSUMER,
    topic: 'location',
    name: wording('dataCategories.location.name'),
    items: [wording('items.position'), wording('items.preferred-store'), wording('items.courier-address')],
    sources: ['data_subject', 'observed'],
    adminFields: ['Order.shippingAddress', 'Order.retailLocation'],
  },
  {
    id: 'demographics',
    audience: CONSUMER,
    topic: 'demographics',
    name: wording('dataCategories.demographics.name'),
    items: [wording('items.country'), wording('items.region'), wording('items.gender'), wording('items.age')],
    sources: ['data_subject', 'derived'],
    // What Shopify predicts of somebody is derived from what they bought.
    adminFields: ['Customer.defaultAddress', 'Customer.metafields.facts.birth_date', 'Customer.statistics'],
  },
  {
    id: 'navigation',
    audience: EVERYONE,
    topic: 'navigation',
    name: wording('dataCategories.navigation.name'),
    description: wording('dataCategories.navigation.description'),
    items: [
      wording('items.cookies'),
      wording('items.connection'),
      wording('items.pages-viewed'),
      wording('items.products-viewed'),
      wording('items.visit-duration'),
      wording('items.ip-address'),
      wording('items.browser-and-device'),
    ],
    sources: ['observed'],
    adminFields: ['Order.clientIp', 'Order.customerJourneySummary', 'AbandonedCheckout.lineItems'],
  },
  {
    id: 'customer-service',
    audience: EVERYONE,
    topic: 'customer_service',
    name: wording('dataCategories.customer-service.name'),
    items: [wording('items.kind-of-question'), wording('items.question-and-answer')],
    sources: ['data_subject'],
    adminFields: ['Customer.events'],
  },
  {
    id: 'security',
    audience: CONSUMER,
    topic: 'security',
    name: wording('dataCategories.security.name'),
    description: wording('dataCategories.security.description'),
    items: [wording('items.user-name'), wording('items.credentials')],
    sources: ['data_subject'],
    exportable: false,
  },
  {
    id: 'social-media',
    audience: EVERYONE,
    topic: 'social_media',
    name: wording('dataCategories.social-media.name'),
    items: [wording('items.shared-content'), wording('items.exchanges'), wording('items.network-collection')],
    sources: ['data_subject', 'observed', 'third_party'],
    sourceNote: wording('dataCategories.social-media.sourceNote'),
  },
  {
    id: 'company',
    audience: PROFESSIONAL,
    topic: 'company',
    name: wording('dataCategories.company.name'),
    items: [wording('items.company-names'), wording('items.billing-address'), wording('items.field-of-activity')],
    sources: ['data_subject'],
    adminFields: [
      ...['Company.name', 'Company.externalId', 'Company.note', 'Company.createdAt', 'CompanyLocation.billingAddress'],
      ...['CompanyLocation.name', 'CompanyLocation.externalId', 'CompanyLocation.note', 'CompanyLocation.createdAt'],
      'CompanyLocation.locale',
    ],
  },
  {
    id: 'accounting',
    audience: PROFESSIONAL,
    topic: 'accounting',
    name: wording('dataCategories.accounting.name'),
    items: [
      wording('items.vat-number'),
      wording('items.siret'),
      wording('items.ape-code'),
      wording('items.bank-details'),
    ],
    sources: ['data_subject'],
    adminFields: ['CompanyLocation.taxRegistrationId', 'Company.metafields', 'CompanyLocation.metafields'],
  },
  {
    id: 'professional-contact',
    audience: PROFESSIONAL,
    topic: 'contact',
    name: wording('dataCategories.professional-contact.name'),
    items: [
      wording('items.surname-and-first-name'),
      wording('items.professional-email'),
      wording('items.telephone'),
      wording('items.function'),
    ],
    sources: ['data_subject'],
    adminFields: [
      ...['CompanyContact.title', 'CompanyContact.customer', 'CompanyContact.locale', 'CompanyLocation.phone'],
      ...['CompanyContact.isMainContact', 'CompanyContact.roleAssignments', 'CompanyContact.createdAt'],
      'CompanyContact.updatedAt',
    ],
  },
  {
    id: 'delivery-recipients',
    audience: PROFESSIONAL,
    topic: 'other',
    name: wording('dataCategories.delivery-recipients.name'),
    items: [wording('items.name'), wording('items.delivery-address'), wording('items.telephone')],
    sources: ['third_party'],
    sourceNote: wording('dataCategories.delivery-recipients.sourceNote'),
    adminFields: ['Order.shippingAddress', 'CompanyLocation.shippingAddress'],
  },
]
