import { customerWith, gid, idOf, type Order } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { count, moneyBag, type Resolvers, type WithId } from '../context.ts'
import { searchOrders } from '../search.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

export const ORDER_SORTS = {
  CREATED_AT: ({ createdAt }: Order) => createdAt,
  PROCESSED_AT: ({ createdAt }: Order) => createdAt,
  UPDATED_AT: ({ createdAt }: Order) => createdAt,
  ORDER_NUMBER: ({ name }: Order) => Number(name.slice(1)),
  TOTAL_PRICE: ({ total }: Order) => total,
} as const

/** Orders: after an erasure they stay, without a person. */
export const orderResolvers: Resolvers = {
  QueryRoot: {
    orders: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(searchOrders(state.shop, state.shop.orders, query), page, sortedBy(ORDER_SORTS, sortKey)),
    ordersCount: (_source, { query }: Search, { state }) =>
      count(searchOrders(state.shop, state.shop.orders, query).length),
    order: (_source, { id }: WithId, { state }) => state.shop.orders.find((order) => order.id === idOf(id)) ?? null,
  },
  Order: {
    id: ({ id }: Order) => gid('Order', id),
    legacyResourceId: ({ id }: Order) => String(id),
    number: ({ name }: Order) => Number(name.slice(1)),
    processedAt: ({ createdAt }: Order) => createdAt,
    updatedAt: ({ createdAt }: Order) => createdAt,
    cancelledAt: () => null,
    currencyCode: () => 'EUR',
    note: () => null,
    tags: () => [],
    clientIp: () => null,
    customAttributes: () => [],
    displayFinancialStatus: () => 'PAID',
    displayFulfillmentStatus: () => 'FULFILLED',
    customer: ({ customerId }: Order, _args, { state }) => customerWith(state.shop, customerId) ?? null,
    email: ({ customerId }: Order, _args, { state }) => customerWith(state.shop, customerId)?.email ?? null,
    phone: ({ customerId }: Order, _args, { state }) => customerWith(state.shop, customerId)?.phone ?? null,
    shippingAddress: ({ customerId }: Order, _args, { state }) => addressIn(customerWith(state.shop, customerId)),
    billingAddress: ({ customerId }: Order, _args, { state }) => addressIn(customerWith(state.shop, customerId)),
    totalPriceSet: ({ total }: Order) => moneyBag(total),
    currentTotalPriceSet: ({ total }: Order) => moneyBag(total),
    lineItems: (order: Order, page: PageArguments) =>
      connection(
        order.lines.map((line, n) => ({
          id: gid('LineItem', `${order.id}${n}`),
          title: line.title,
          name: line.title,
          quantity: line.quantity,
          currentQuantity: line.quantity,
          originalUnitPriceSet: moneyBag(line.price),
          discountedUnitPriceSet: moneyBag(line.price),
        })),
        page,
      ),
    purchasingEntity: ({ companyId, customerId }: Order, _args, { state }) => {
      const company = state.shop.companies.find(({ id }) => id === companyId)
      if (!company) return customerWith(state.shop, customerId) ?? null
      return {
        __typename: 'PurchasingCompany',
        company,
        location: company.locations[0] && { company, ...company.locations[0] },
        contact: company.contacts
          .filter((contact) => contact.customerId === customerId)
          .map((contact) => ({ company, ...contact }))[0],
      }
    },
  },
}

const addressIn = (customer: ReturnType<typeof customerWith>) =>
  customer?.address
    ? {
        id: gid('MailingAddress', customer.id),
        firstName: customer.firstName,
        lastName: customer.lastName,
        ...customer.address,
      }
    : null
