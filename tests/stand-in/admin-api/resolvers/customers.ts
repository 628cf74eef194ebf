import { type Address, type Customer, customerWith, gid, idOf, ordersOf, type Shop } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { type Context, count, money, notImplemented, type Resolvers, type WithId } from '../context.ts'
import { searchCustomers, searchOrders } from '../search.ts'
import { contactsOf } from './companies.ts'
import { ORDER_SORTS } from './orders.ts'
import { countryName } from './shop.ts'

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
  LOCATION: ({ address }: Customer) => address?.countryCodeV2 ?? '',
} as const

const nameOf = ({ firstName, lastName, email, phone }: Customer) =>
  [firstName, lastName].filter(Boolean).join(' ') || email || phone || 'Customer'

const orders = (customer: Customer, { state }: Context) => ordersOf(state.shop, customer.id)

const addressOf = (customer: Customer) =>
  customer.address && {
    id: gid('MailingAddress', customer.id),
    firstName: customer.firstName,
    lastName: customer.lastName,
    ...customer.address,
  }

const emailConsent = ({ marketingState, marketingOptInLevel, marketingUpdatedAt }: Customer) => ({
  marketingState,
  marketingOptInLevel,
  consentUpdatedAt: marketingUpdatedAt,
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
    id: ({ id }: Customer) => gid('Customer', id),
    legacyResourceId: ({ id }: Customer) => String(id),
    displayName: nameOf,
    state: () => 'DISABLED',
    verifiedEmail: ({ email }: Customer) => email !== null,
    validEmailAddress: ({ email }: Customer) => email !== null,
    canDelete: (customer: Customer, _args, context) => orders(customer, context).length === 0,
    taxExempt: () => false,
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
      },
    emailMarketingConsent: emailConsent,
    smsMarketingConsent: ({ phone, smsState, smsUpdatedAt }: Customer) =>
      phone && { marketingState: smsState, marketingOptInLevel: 'SINGLE_OPT_IN', consentUpdatedAt: smsUpdatedAt },
    defaultAddress: addressOf,
    addresses: (customer: Customer) => [addressOf(customer)].filter((address) => address !== null),
    addressesV2: (customer: Customer, page: PageArguments) =>
      connection(
        [addressOf(customer)].filter((address) => address !== null),
        page,
      ),
    orders: (customer: Customer, { query, sortKey, ...page }: Search, context) =>
      connection(
        searchOrders(context.state.shop, orders(customer, context), query),
        page,
        sortedBy(ORDER_SORTS, sortKey),
      ),
    lastOrder: (customer: Customer, _args, context) =>
      orders(customer, context)
        .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
        .at(-1) ?? null,
    numberOfOrders: (customer: Customer, _args, context) => String(orders(customer, context).length),
    amountSpent: (customer: Customer, _args, context) =>
      money(orders(customer, context).reduce((sum, order) => sum + order.total, 0)),
    companyContactProfiles: (customer: Customer, _args, { state }) => contactsOf(state.shop, customer.id),
    metafield: () => null,
    metafields: (_customer, page: PageArguments) => connection([], page),
    statistics: () => ({ predictedSpendTier: null, rfmGroup: null }),
  },
  MailingAddress: {
    country: ({ countryCodeV2 }: Address) => countryName(countryCodeV2),
    countryCode: ({ countryCodeV2 }: Address) => countryCodeV2,
    name: ({ firstName, lastName }: Customer) => [firstName, lastName].filter(Boolean).join(' '),
    address2: () => null,
    company: () => null,
    province: () => null,
    provinceCode: () => null,
    formatted: ({ address1, zip, city, countryCodeV2 }: Address) => [
      address1,
      `${zip} ${city}`,
      countryName(countryCodeV2),
    ],
  },
}

function identified(shop: Shop, { id, emailAddress, phoneNumber }: Identifier): Customer | undefined {
  if (id) return customerWith(shop, idOf(id))
  if (emailAddress) return shop.customers.find(({ email }) => email?.toLowerCase() === emailAddress.toLowerCase())
  if (phoneNumber) return shop.customers.find(({ phone }) => phone === phoneNumber)
  throw notImplemented('customerByIdentifier with customId')
}
