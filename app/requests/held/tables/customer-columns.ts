import type { HeldTable } from '../model.ts'
import type { Fields } from './fields.ts'
import { addressOf, metafieldOf, ofAddress, partsOf } from './of.ts'

/** The default address can be declared by itself. */
const ofOneAddress =
  (part: string): Fields =>
  ({ isDefault }) => [
    `Customer.addressesV2.${part}`,
    ...(isDefault === true ? [`Customer.defaultAddress.${part}`] : []),
  ]

const CHANNEL_FIELDS: Record<string, readonly string[]> = {
  email: ['Customer.emailMarketingConsent', 'Customer.defaultEmailAddress'],
  sms: ['Customer.smsMarketingConsent', 'Customer.defaultPhoneNumber'],
  whatsapp: ['Customer.defaultPhoneNumber'],
}
const ofConsent =
  (part: string): Fields =>
  ({ channel }) =>
    (CHANNEL_FIELDS[String(channel)] ?? []).map((field) => `${field}.${part}`)

const contact = (part: string) => [
  `CompanyContact.${part}`,
  `Customer.companyContactProfiles.${part}`,
  `Company.contacts.${part}`,
]
const metafield = (owner: string) => {
  const fields = metafieldOf(owner)
  return { namespace: fields, key: fields, type: fields, value: fields }
}

/** Who somebody is, what they agreed to, how they pay, and for which companies they act. */
export const CUSTOMER_COLUMNS = {
  customer: {
    firstName: ['Customer.firstName'],
    lastName: ['Customer.lastName'],
    displayName: ['Customer.displayName'],
    email: ['Customer.defaultEmailAddress.emailAddress'],
    phone: ['Customer.defaultPhoneNumber.phoneNumber'],
    ...partsOf('Customer', [
      ...(['verifiedEmail', 'locale', 'state', 'createdAt', 'updatedAt', 'note', 'tags'] as const),
      ...(['numberOfOrders', 'amountSpent', 'taxExempt', 'taxExemptions', 'dataSaleOptOut'] as const),
      ...(['productSubscriberStatus', 'multipassIdentifier', 'identityProviderSubjects', 'image'] as const),
    ]),
  },
  addresses: {
    isDefault: ofOneAddress('isDefault'),
    ...ofAddress('address', ofOneAddress),
  },
  marketing_consents: {
    channel: ofConsent('channel'),
    address: ofConsent('address'),
    state: ofConsent('marketingState'),
    optInLevel: ofConsent('marketingOptInLevel'),
    updatedAt: ofConsent('marketingUpdatedAt'),
    collectedFrom: ofConsent('marketingCollectedFrom'),
    openTracking: ofConsent('openTrackingLevel'),
  },
  customer_metafields: metafield('Customer'),
  customer_events: partsOf('Customer.events', ['createdAt', 'action', 'message', 'comment', 'author', 'app']),
  profiles: partsOf('Customer.statistics', ['predictedSpendTier', 'rfmGroup']),
  payment_methods: {
    ...partsOf('Customer.paymentMethods', [
      ...(['kind', 'brand', 'lastDigits', 'expiryMonth', 'expiryYear', 'holder', 'account'] as const),
      ...(['revokedAt', 'revokedReason'] as const),
    ]),
    ...addressOf('billingAddress', 'Customer.paymentMethods.billingAddress'),
  },
  store_credit: partsOf('Customer.storeCreditAccounts', [
    ...(['kind', 'createdAt', 'event', 'amount', 'balance', 'expiresAt'] as const),
  ]),
  gift_cards: {
    ...partsOf('GiftCard', [
      ...(['lastCharacters', 'initialValue', 'balance', 'enabled', 'createdAt', 'expiresOn'] as const),
      ...(['deactivatedAt', 'note'] as const),
    ]),
    recipientName: ['GiftCard.recipientAttributes.preferredName'],
    recipientMessage: ['GiftCard.recipientAttributes.message'],
    sendAt: ['GiftCard.recipientAttributes.sendNotificationAt'],
    isRecipient: ['GiftCard.recipientAttributes.recipient'],
  },
  subscriptions: {
    ...partsOf('Customer.subscriptionContracts', [
      ...(['status', 'createdAt', 'updatedAt', 'nextBillingDate', 'lastPaymentStatus', 'billingInterval'] as const),
      ...(['deliveryInterval', 'deliveryPrice', 'lines', 'note', 'customAttributes', 'recipientAttributes'] as const),
    ]),
    ...addressOf('deliveryAddress', 'Customer.subscriptionContracts.deliveryAddress'),
  },
  company_contacts: {
    title: contact('title'),
    locale: contact('locale'),
    isMainContact: contact('isMainContact'),
    createdAt: contact('createdAt'),
    updatedAt: contact('updatedAt'),
    customer: contact('customer'),
    roles: contact('roleAssignments'),
  },
  companies: partsOf('Company', ['name', 'externalId', 'note', 'createdAt']),
  company_locations: {
    ...partsOf('CompanyLocation', [
      ...(['name', 'externalId', 'phone', 'locale', 'note', 'createdAt', 'taxRegistrationId'] as const),
    ]),
    ...addressOf('billingAddress', 'CompanyLocation.billingAddress'),
    ...addressOf('shippingAddress', 'CompanyLocation.shippingAddress'),
  },
} as const satisfies Partial<Record<HeldTable, Record<string, Fields>>>
