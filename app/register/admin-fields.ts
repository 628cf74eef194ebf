/**
 * The fields of Shopify's Admin API that hold personal data: what a data category can correspond to, so that exports
 * and redaction know what it means. A test holds each against the schema that Kept is written for.
 */
export const ADMIN_FIELDS = [
  'Customer.firstName',
  'Customer.lastName',
  'Customer.displayName',
  'Customer.defaultEmailAddress',
  'Customer.defaultPhoneNumber',
  'Customer.addressesV2',
  'Customer.defaultAddress',
  'Customer.note',
  'Customer.tags',
  'Customer.metafields',
  'Customer.image',
  'Customer.events',
  'Customer.locale',
  'Customer.createdAt',
  'Customer.state',
  'Customer.verifiedEmail',
  'Customer.emailMarketingConsent',
  'Customer.smsMarketingConsent',
  'Customer.dataSaleOptOut',
  'Customer.numberOfOrders',
  'Customer.amountSpent',
  'Customer.lastOrder',
  'Customer.orders',
  'Customer.statistics',
  'Customer.storeCreditAccounts',
  'Customer.subscriptionContracts',
  'Customer.paymentMethods',
  'Customer.taxExempt',
  'Customer.taxExemptions',
  'Customer.identityProviderSubjects',
  'Customer.companyContactProfiles',
  'Order.email',
  'Order.phone',
  'Order.billingAddress',
  'Order.shippingAddress',
  'Order.clientIp',
  'Order.note',
  'Order.customAttributes',
  'Order.customerJourneySummary',
  'Order.customerLocale',
  'Order.createdAt',
  'Order.name',
  'Order.lineItems',
  'Order.discountCode',
  'Order.discountApplications',
  'Order.totalPriceSet',
  'Order.transactions',
  'Order.refunds',
  'Order.fulfillments',
  'Order.poNumber',
  'Order.risk',
  'Order.retailLocation',
  'Order.localizedFields',
  'AbandonedCheckout.billingAddress',
  'AbandonedCheckout.shippingAddress',
  'AbandonedCheckout.lineItems',
  'AbandonedCheckout.createdAt',
  'Company.name',
  'Company.externalId',
  'Company.note',
  'Company.metafields',
  'Company.contacts',
  'CompanyContact.title',
  'CompanyContact.locale',
  'CompanyContact.isMainContact',
  'CompanyContact.customer',
  'CompanyLocation.name',
  'CompanyLocation.billingAddress',
  'CompanyLocation.shippingAddress',
  'CompanyLocation.phone',
  'CompanyLocation.taxRegistrationId',
  'CompanyLocation.metafields',
] as const

export type AdminFieldName = (typeof ADMIN_FIELDS)[number]

const known: ReadonlySet<string> = new Set(ADMIN_FIELDS)

/** A field of the list, or one metafield of one of its owners: `Customer.metafields.facts.birth_date`. */
export function isAdminField(name: string): boolean {
  const [owner, field, namespace, key, ...more] = name.split('.')
  if (!known.has(`${owner}.${field}`)) return false
  return namespace === undefined || (field === 'metafields' && key !== undefined && more.length === 0)
}
