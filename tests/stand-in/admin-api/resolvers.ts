import { defaultFieldResolver, GraphQLError, type GraphQLFieldResolver } from 'graphql'
import { type Company, type Customer, gid, idOf, type Metafield, type Order, type Shop } from '../shop/model.ts'
import type { ShopState } from '../shop/state.ts'
import { connection, type PageArguments } from './connection.ts'
import { searchCustomers } from './search.ts'

export interface Context {
  state: ShopState
  scopes: ReadonlySet<string>
}

type Resolver = (source: never, args: never, context: Context) => unknown
type Resolvers = Record<string, Record<string, Resolver>>

const INSTALLATION = gid('AppInstallation', 1)

const money = (amount: number) => ({ amount: amount.toFixed(2), currencyCode: 'EUR' })
const bag = (amount: number) => ({ shopMoney: money(amount), presentmentMoney: money(amount) })
const shopOf = (context: Context): Shop => context.state.shop
const ordersOf = (customer: Customer, context: Context) =>
  shopOf(context).orders.filter((order) => order.customerId === customer.id)
const count = (n: number) => ({ count: n, precision: 'EXACT' })

type Search = PageArguments & { query?: string }
type WithId = { id: string }

interface MetafieldInput {
  ownerId: string
  namespace: string
  key: string
  type: string
  value: string
}

const METAFIELDS_A_CALL = 25

/** What the stand-in answers; fields that are not here and not on the source answer STAND_IN_NOT_IMPLEMENTED. */
export const resolvers: Resolvers = {
  QueryRoot: {
    shop: (_source, _args, context) => shopOf(context),
    currentAppInstallation: () => ({ id: INSTALLATION }),
    customers: (_source, { query, ...page }: Search, context) =>
      connection(searchCustomers(shopOf(context).customers, query, shopOf(context).orders), page),
    customersCount: (_source, { query }: Search, context) =>
      count(searchCustomers(shopOf(context).customers, query, shopOf(context).orders).length),
    customer: (_source, { id }: WithId, context) =>
      shopOf(context).customers.find((customer) => customer.id === idOf(id)) ?? null,
    orders: (_source, page: Search, context) => connection(shopOf(context).orders, page),
    ordersCount: (_source, _args, context) => count(shopOf(context).orders.length),
    order: (_source, { id }: WithId, context) => shopOf(context).orders.find((order) => order.id === idOf(id)) ?? null,
    companies: (_source, page: Search, context) => connection(shopOf(context).companies, page),
    companiesCount: (_source, _args, context) => count(shopOf(context).companies.length),
    shopLocales: (_source, { published }: { published?: boolean }, context) =>
      shopOf(context).locales.filter((locale) => !published || locale.published),
  },
  Shop: {
    id: () => gid('Shop', 1),
    myshopifyDomain: ({ domain }: Shop) => domain,
    primaryDomain: ({ domain }: Shop) => ({ id: gid('Domain', 1), host: domain, url: `https://${domain}` }),
    url: ({ domain }: Shop) => `https://${domain}`,
    ianaTimezone: ({ timezone }: Shop) => timezone,
    currencyCode: () => 'EUR',
    billingAddress: ({ address }: Shop) => address,
    shopAddress: ({ address }: Shop) => address,
    plan: () => ({ publicDisplayName: 'Basic', partnerDevelopment: true, shopifyPlus: false }),
  },
  AppInstallation: {
    accessScopes: (_source, _args, { scopes }) => [...scopes].map((handle) => ({ handle, description: handle })),
    metafield: (_source, { namespace, key }: { namespace: string; key: string }, context) =>
      shopOf(context).metafields.find(
        (field) => field.ownerId === INSTALLATION && field.namespace === namespace && field.key === key,
      ) ?? null,
  },
  Customer: {
    id: ({ id }: Customer) => gid('Customer', id),
    displayName: ({ firstName, lastName, email }: Customer) => [firstName, lastName].filter(Boolean).join(' ') || email,
    defaultEmailAddress: ({ email, marketingState, marketingUpdatedAt }: Customer) =>
      email && { emailAddress: email, marketingState, marketingUpdatedAt },
    defaultPhoneNumber: ({ phone }: Customer) => phone && { phoneNumber: phone, marketingState: 'NOT_SUBSCRIBED' },
    addressesV2: (customer: Customer, page: PageArguments) =>
      connection(customer.address ? [{ id: gid('MailingAddress', customer.id), ...customer.address }] : [], page),
    orders: (customer: Customer, page: PageArguments, context) => connection(ordersOf(customer, context), page),
    lastOrder: (customer: Customer, _args, context) => ordersOf(customer, context).at(-1) ?? null,
    numberOfOrders: (customer: Customer, _args, context) => String(ordersOf(customer, context).length),
    amountSpent: (customer: Customer, _args, context) =>
      money(ordersOf(customer, context).reduce((sum, order) => sum + order.total, 0)),
  },
  Order: {
    id: ({ id }: Order) => gid('Order', id),
    processedAt: ({ createdAt }: Order) => createdAt,
    customer: ({ customerId }: Order, _args, context) =>
      shopOf(context).customers.find(({ id }) => id === customerId) ?? null,
    totalPriceSet: ({ total }: Order) => bag(total),
    lineItems: (order: Order, page: PageArguments) =>
      connection(
        order.lines.map((line, n) => ({
          id: gid('LineItem', `${order.id}${n}`),
          title: line.title,
          quantity: line.quantity,
          originalUnitPriceSet: bag(line.price),
        })),
        page,
      ),
  },
  Company: {
    id: ({ id }: Company) => gid('Company', id),
    contacts: (company: Company, page: PageArguments, context) =>
      connection(
        company.contacts.map((contact) => ({
          id: gid('CompanyContact', contact.id),
          title: contact.title,
          customer: shopOf(context).customers.find(({ id }) => id === contact.customerId) ?? null,
        })),
        page,
      ),
  },
  Mutation: {
    metafieldsSet: (_source, { metafields }: { metafields: MetafieldInput[] }, { state }) => {
      if (metafields.length > METAFIELDS_A_CALL) {
        const message = `Exceeded the maximum metafields input limit of ${METAFIELDS_A_CALL}.`
        return { metafields: null, userErrors: [{ field: ['metafields'], message, code: 'LESS_THAN_OR_EQUAL_TO' }] }
      }
      const invalid = metafields.findIndex((field) => !isValue(field))
      if (invalid >= 0) {
        const userErrors = [
          { field: ['metafields', String(invalid), 'value'], message: 'Value is invalid.', code: 'INVALID_VALUE' },
        ]
        return { metafields: null, userErrors }
      }
      return { metafields: metafields.map((field) => setMetafield(state, field)), userErrors: [] }
    },
  },
}

function isValue({ type, value }: MetafieldInput): boolean {
  if (type === 'boolean') return value === 'true' || value === 'false'
  if (type !== 'json') return true
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

function setMetafield(state: ShopState, input: MetafieldInput): Metafield {
  const known = state.shop.metafields.find(
    (field) => field.ownerId === input.ownerId && field.namespace === input.namespace && field.key === input.key,
  )
  const field = Object.assign(known ?? { id: gid('Metafield', state.nextId()) }, input) as Metafield
  if (!known) state.shop.metafields.push(field)
  state.changed()
  return field
}

export const fieldResolver: GraphQLFieldResolver<object, Context> = (source, args, context, info) => {
  const own = resolvers[info.parentType.name]?.[info.fieldName] as GraphQLFieldResolver<object, Context> | undefined
  if (own) return own(source, args, context, info)
  if (source && info.fieldName in source) return defaultFieldResolver(source, args, context, info)
  throw new GraphQLError(`The stand-in has no ${info.parentType.name}.${info.fieldName}`, {
    extensions: { code: 'STAND_IN_NOT_IMPLEMENTED' },
  })
}
