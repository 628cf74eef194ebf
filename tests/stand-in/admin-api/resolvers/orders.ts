import { cents, subtotalOf } from '../../shop/model/orders.ts'
import { customerWith, gid, idOf, type Order, type Shop } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { type Context, count, money, moneyBag, type Resolvers, type WithId } from '../context.ts'
import { manyOrderWith } from '../many-orders.ts'
import { searchOrders } from '../search.ts'
import { mailing } from './addresses.ts'
import { refundedTotal } from './order-parts.ts'
import { metafieldFields } from './owned-metafields.ts'
import { eventsOf } from './timeline.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

export const ORDER_SORTS = {
  CREATED_AT: ({ createdAt }: Order) => createdAt,
  PROCESSED_AT: ({ createdAt }: Order) => createdAt,
  UPDATED_AT: ({ updatedAt }: Order) => updatedAt,
  ORDER_NUMBER: ({ name }: Order) => Number(name.slice(1)),
  TOTAL_PRICE: ({ total }: Order) => total,
} as const

const FRAUD_HOLD = {
  reason: 'HIGH_RISK_OF_FRAUD',
  displayReason: 'High risk of fraud',
  heldByRequestingApp: false,
}

const SEEN_DAYS = 60

const SUSPECTED = {
  recommendation: 'INVESTIGATE',
  assessments: [
    {
      riskLevel: 'MEDIUM',
      provider: null,
      facts: [
        { description: 'Card Verification Value (CVV) is correct', sentiment: 'POSITIVE' },
        { description: 'Shipping address is 210 km from location of IP address', sentiment: 'NEGATIVE' },
      ],
    },
  ],
}

/** Without `read_all_orders` an app sees no order that is older than 60 days: as if it were not there. */
export const shownSince = ({ scopes, state }: Context): Date | null =>
  scopes.has('read_all_orders') ? null : new Date(+state.now() - SEEN_DAYS * 86_400_000)

export function visibleOrders<T extends Pick<Order, 'createdAt'>>(orders: readonly T[], context: Context) {
  const since = shownSince(context)?.toISOString()
  return since ? orders.filter(({ createdAt }) => createdAt >= since) : orders
}

export const orderPage = (orders: readonly Order[], { query, sortKey, ...page }: Search, context: Context) =>
  connection(
    searchOrders(context.state.shop, visibleOrders(orders, context), query),
    page,
    sortedBy(ORDER_SORTS, sortKey),
  )

/** Shopify shows whose purchase it was: a customer's own, or a company's. */
export function purchasingEntity({ companies, customers }: Shop, companyId: number | null, customerId: number | null) {
  const company = companies.find(({ id }) => id === companyId)
  if (!company) {
    const customer = customers.find(({ id }) => id === customerId)
    return customer ? { __typename: 'Customer', ...customer } : null
  }
  return {
    __typename: 'PurchasingCompany',
    company,
    location: company.locations[0] && { company, ...company.locations[0] },
    contact: company.contacts
      .filter((contact) => contact.customerId === customerId)
      .map((contact) => ({ company, ...contact }))[0],
  }
}

/** Orders: after an erasure they stay, without a person. */
export const orderResolvers: Resolvers = {
  QueryRoot: {
    orders: (_source, search: Search, context) => orderPage(context.state.shop.orders, search, context),
    ordersCount: (_source, { query }: Search, context) =>
      count(searchOrders(context.state.shop, visibleOrders(context.state.shop.orders, context), query).length),
    order: (_source, { id }: WithId, context) => {
      const { shop } = context.state
      const found = shop.orders.find((order) => order.id === idOf(id)) ?? manyOrderWith(shop, idOf(id))
      return visibleOrders(found ? [found] : [], context)[0] ?? null
    },
  },
  Order: {
    ...metafieldFields('Order'),
    id: ({ id }: Order) => gid('Order', id),
    legacyResourceId: ({ id }: Order) => String(id),
    number: ({ name }: Order) => Number(name.slice(1)),
    confirmationNumber: ({ id }: Order) => id.toString(36).toUpperCase(),
    processedAt: ({ createdAt }: Order) => createdAt,
    closedAt: () => null,
    closed: () => false,
    confirmed: () => true,
    test: () => false,
    edited: () => false,
    currencyCode: () => 'EUR',
    presentmentCurrencyCode: () => 'EUR',
    customerLocale: ({ locale }: Order) => locale,
    customerAcceptsMarketing: ({ customerId }: Order, _args, { state }) =>
      customerWith(state.shop, customerId)?.marketingState === 'SUBSCRIBED',
    sourceIdentifier: () => null,
    registeredSourceUrl: () => null,
    cancellation: () => null,
    app: ({ sourceName }: Order) =>
      sourceName === 'web'
        ? { id: gid('OrderApp', 580_111), name: 'Online Store' }
        : { id: gid('OrderApp', 1_354_745), name: 'Draft Orders' },
    displayFinancialStatus: (order: Order) => {
      const refunded = refundedTotal(order)
      return refunded === 0 ? 'PAID' : refunded >= order.total ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
    },
    displayFulfillmentStatus: ({ fulfillments }: Order) => (fulfillments.length > 0 ? 'FULFILLED' : 'UNFULFILLED'),
    returnStatus: () => 'NO_RETURN',
    // Shopify's own judgement of the buyer: of some orders that staff should look at them.
    risk: ({ id }: Order) => (id % 17 === 0 ? SUSPECTED : { assessments: [], recommendation: 'ACCEPT' }),
    // What Shopify flagged is held until somebody has looked.
    fulfillmentOrders: ({ id, fulfillments }: Order, page: PageArguments) =>
      connection(fulfillments.length > 0 ? [] : [{ id: gid('FulfillmentOrder', id), isHeld: id % 17 === 0 }], page),
    paymentGatewayNames: ({ transactions }: Order) => [...new Set(transactions.map(({ gateway }) => gateway))],
    customer: ({ customerId }: Order, _args, { state }) => customerWith(state.shop, customerId) ?? null,
    shippingAddress: ({ shippingAddress }: Order) => mailing(shippingAddress),
    billingAddress: ({ billingAddress }: Order) => mailing(billingAddress),
    displayAddress: ({ shippingAddress, billingAddress }: Order) => mailing(shippingAddress ?? billingAddress),
    billingAddressMatchesShippingAddress: ({ billingAddress, shippingAddress }: Order) =>
      billingAddress?.address1 === shippingAddress?.address1 && billingAddress?.lastName === shippingAddress?.lastName,
    subtotalPriceSet: ({ lines, discounts }: Order) => moneyBag(subtotalOf(lines) - (discounts[0]?.amount ?? 0)),
    totalDiscountsSet: ({ discounts }: Order) => moneyBag(discounts.reduce((sum, { amount }) => sum + amount, 0)),
    totalShippingPriceSet: ({ shipping }: Order) => moneyBag(shipping?.price ?? 0),
    totalTaxSet: () => moneyBag(0),
    taxLines: () => [],
    taxesIncluded: () => true,
    taxExempt: () => false,
    totalPriceSet: ({ total }: Order) => moneyBag(total),
    originalTotalPriceSet: ({ total }: Order) => moneyBag(total),
    currentTotalPriceSet: (order: Order) => moneyBag(cents(order.total - refundedTotal(order))),
    totalRefundedSet: (order: Order) => moneyBag(refundedTotal(order)),
    totalReceivedSet: ({ total }: Order) => moneyBag(total),
    totalOutstandingSet: () => moneyBag(0),
    totalTipReceived: () => money(0),
    subtotalLineItemsQuantity: ({ lines }: Order) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
    requiresShipping: () => true,
    fullyPaid: () => true,
    unpaid: () => false,
    refundable: () => true,
    events: ({ id }: Order, page: Search, { state }) => eventsOf(state.shop, gid('Order', id), page),
    hasTimelineComment: ({ id }: Order, _args, { state }) =>
      state.shop.events.some((event) => event.isComment && event.subjectId === gid('Order', id)),
    retailLocation: () => null,
    publication: () => null,
    channelInformation: () => null,
    merchantOfRecordApp: () => null,
    paymentTerms: () => null,
    disputes: () => [],
    localizedFields: (_order, page: PageArguments) => connection([], page),
    returns: (_order, page: PageArguments) => connection([], page),
    purchasingEntity: ({ companyId, customerId }: Order, _args, { state }) =>
      purchasingEntity(state.shop, companyId, customerId),
  },
  FulfillmentOrder: {
    fulfillmentHolds: ({ id, isHeld }: { id: string; isHeld: boolean }) =>
      isHeld ? [{ ...FRAUD_HOLD, id: id.replace('FulfillmentOrder', 'FulfillmentHold') }] : [],
  },
}
