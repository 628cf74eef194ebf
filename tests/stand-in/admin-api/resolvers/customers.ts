import { generatedOrderId } from '../../generate/orders.ts'
import { defaultAddressOf, type IdentitySubject } from '../../shop/model/people.ts'
import { type Customer, customerWith, gid, idOf, ordersOf, type Shop } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { type Context, count, money, notImplemented, type Resolvers, type WithId } from '../context.ts'
import { manyOrdersOf, manyOrdersPage, manyOrderWith, spentOnMany } from '../many-orders.ts'
import { searchCustomers } from '../search.ts'
import { mailing } from './addresses.ts'
import { contactsOf } from './companies.ts'
import { orderPage, shownSince, visibleOrders } from './orders.ts'
import { metafieldFields } from './owned-metafields.ts'
import { eventsOf } from './timeline.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

interface Identifier {
  id?: string
  emailAddress?: string
  phoneNumber?: string
}

const SORTS = {
  CREATED_AT: ({ createdAt }: Customer) => createdAt,
  UPDATED_AT: ({ updatedAt }: Customer) => updatedAt,
  NAME: ({ lastName, firstName }: Customer) => `${lastName ?? ''}, ${firstName ?? ''}`,
  LOCATION: (customer: Customer) => defaultAddressOf(customer)?.countryCodeV2 ?? '',
} as const

const nameOf = ({ firstName, lastName, email, phone }: Customer) =>
  [firstName, lastName].filter(Boolean).join(' ') || email || phone || 'Customer'

const orders = (customer: Customer, { state }: Context) => ordersOf(state.shop, customer.id)

const countOf = (customer: Customer, context: Context) =>
  manyOrdersOf(context.state.shop, customer.id)?.count ?? orders(customer, context).length

const addressesOf = (customer: Customer) => customer.addresses.map((address) => mailing(address, 'CustomerAddress'))

const NEVER_ASKED = { optInLevel: null, updatedAt: null, collectedFrom: null, sourceLocation: null }

const emailConsent = ({ marketingState, marketingOptInLevel, marketingUpdatedAt }: Customer) => ({
  marketingState,
  marketingOptInLevel,
  consentUpdatedAt: marketingUpdatedAt,
})

const whatsAppConsent = ({ whatsApp, erasedAt }: Customer) => ({
  ...NEVER_ASKED,
  state: erasedAt ? 'REDACTED' : 'NEVER_SUBSCRIBED',
  ...(erasedAt ? {} : whatsApp),
})

/** Customers as an app reads them. */
export const customerResolvers: Resolvers = {
  QueryRoot: {
    customers: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(searchCustomers(state.shop, query), page, sortedBy(SORTS, sortKey)),
    customersCount: (_source, { query }: Search, { state }) => count(searchCustomers(state.shop, query).length),
    customer: (_source, { id }: WithId, { state }) => customerWith(state.shop, idOf(id)) ?? null,
    customerByIdentifier: (_source, { identifier }: { identifier: Identifier }, { state }) =>
      identified(state.shop, identifier) ?? null,
  },
  Customer: {
    ...metafieldFields('Customer'),
    id: ({ id }: Customer) => gid('Customer', id),
    legacyResourceId: ({ id }: Customer) => String(id),
    displayName: nameOf,
    verifiedEmail: ({ email }: Customer) => email !== null,
    validEmailAddress: ({ email }: Customer) => email !== null,
    canDelete: (customer: Customer, _args, context) => countOf(customer, context) === 0,
    lifetimeDuration: () => 'over 1 year',
    taxExemptions: () => [],
    taxSettings: () => ({ taxId: null }),
    image: ({ id }: Customer) => ({ id: null, altText: null, url: `https://cdn.shopify.com/avatars/${id}` }),
    identityProviderSubjects: ({ identities }: Customer) => identities,
    hasTimelineComment: ({ id }: Customer, _args, { state }) =>
      state.shop.events.some((event) => event.isComment && event.subjectId === gid('Customer', id)),
    defaultEmailAddress: (customer: Customer) =>
      customer.email && {
        emailAddress: customer.email,
        validFormat: true,
        marketingState: customer.marketingState,
        marketingOptInLevel: customer.marketingOptInLevel,
        marketingUpdatedAt: customer.marketingUpdatedAt,
        openTrackingLevel: 'UNKNOWN',
        sourceLocation: null,
      },
    defaultPhoneNumber: (customer: Customer) =>
      customer.phone && {
        phoneNumber: customer.phone,
        marketingState: customer.smsState,
        marketingOptInLevel: customer.smsState === 'SUBSCRIBED' ? 'SINGLE_OPT_IN' : null,
        marketingUpdatedAt: customer.smsUpdatedAt,
        marketingCollectedFrom: null,
        sourceLocation: null,
        whatsAppMarketingConsent: whatsAppConsent(customer),
      },
    emailMarketingConsent: emailConsent,
    smsMarketingConsent: ({ phone, smsState, smsUpdatedAt }: Customer) =>
      phone && { marketingState: smsState, marketingOptInLevel: 'SINGLE_OPT_IN', consentUpdatedAt: smsUpdatedAt },
    defaultAddress: (customer: Customer) => mailing(defaultAddressOf(customer), 'CustomerAddress'),
    addresses: (customer: Customer, { first }: PageArguments) => addressesOf(customer).slice(0, first),
    addressesV2: (customer: Customer, page: PageArguments) =>
      connection(
        addressesOf(customer).filter((address) => address !== null),
        page,
        sortedBy({}, 'ID'),
      ),
    orders: (customer: Customer, search: Search, context) => {
      const many = manyOrdersOf(context.state.shop, customer.id)
      return many
        ? manyOrdersPage(many, customer, search, shownSince(context))
        : orderPage(orders(customer, context), search, context)
    },
    lastOrder: (customer: Customer, _args, context) =>
      manyOrderWith(context.state.shop, lastOfMany(context.state.shop, customer)) ??
      visibleOrders(orders(customer, context), context)
        .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
        .at(-1) ??
      null,
    // These two count what the app may not read, too.
    numberOfOrders: (customer: Customer, _args, context) => String(countOf(customer, context)),
    amountSpent: (customer: Customer, _args, context) => {
      const many = manyOrdersOf(context.state.shop, customer.id)
      if (many) return money(spentOnMany(many, customer))
      return money(orders(customer, context).reduce((sum, order) => sum + order.total, 0))
    },
    companyContactProfiles: (customer: Customer, _args, { state }) => contactsOf(state.shop, customer.id),
    events: ({ id }: Customer, page: Search, { state }) => eventsOf(state.shop, gid('Customer', id), page),
    statistics: ({ spendTier, rfmGroup }: Customer) => ({ predictedSpendTier: spendTier, rfmGroup }),
  },
  IdentityProviderSubject: {
    id: ({ id }: IdentitySubject) => gid('IdentityProviderSubject', id),
    updatedAt: ({ createdAt }: IdentitySubject) => createdAt,
  },
}

function lastOfMany(shop: Shop, { id }: Customer): number {
  const many = manyOrdersOf(shop, id)
  return many ? generatedOrderId(many.count - 1, many) : 0
}

function identified(shop: Shop, { id, emailAddress, phoneNumber }: Identifier): Customer | undefined {
  if (id) return customerWith(shop, idOf(id))
  if (emailAddress) return shop.customers.find(({ email }) => email?.toLowerCase() === emailAddress.toLowerCase())
  if (phoneNumber) return shop.customers.find(({ phone }) => phone === phoneNumber)
  throw notImplemented('customerByIdentifier with customId')
}
