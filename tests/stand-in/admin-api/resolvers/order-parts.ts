import {
  cents,
  type Discount,
  type Fulfillment,
  type Refund,
  type Transaction,
  type Visit,
} from '../../shop/model/orders.ts'
import { gid, type LineItem, type Order } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { count, moneyBag, type Resolvers } from '../context.ts'
import { staffWith } from './staff.ts'

type First = { first?: number }
type OfOrder<T> = T & { order: Order }

const some = <T>(list: readonly T[], { first }: First) => list.slice(0, first ?? list.length)
const within =
  (order: Order) =>
  <T extends object>(part: T): OfOrder<T> => ({ ...part, order })

const staffOf: Resolvers[string][string] = ({ staffId }: { staffId: number | null }, _args, { state }) =>
  staffId === null ? null : staffWith(state.shop, staffId)

const refundedOf = (order: Order, line: LineItem) =>
  order.refunds.flatMap(({ lines }) => lines).reduce((n, each) => n + (each.lineId === line.id ? each.quantity : 0), 0)

export const refundedTotal = ({ refunds }: Order) => cents(refunds.reduce((sum, { amount }) => sum + amount, 0))

const moments = ({ visits }: Order) => visits.map((visit) => ({ ...visit, __typename: 'CustomerVisit' }))

/** What hangs below an order: lines, payments, refunds, parcels, discounts, visits. */
export const orderPartResolvers: Resolvers = {
  Order: {
    lineItems: (order: Order, page: PageArguments) =>
      connection(order.lines.map(within(order)), page, sortedBy({}, 'ID')),
    transactions: (order: Order, first: First) => some(order.transactions.map(within(order)), first),
    transactionsCount: ({ transactions }: Order) => count(transactions.length),
    refunds: (order: Order, first: First) => some(order.refunds.map(within(order)), first),
    fulfillments: (order: Order, first: First) => some(order.fulfillments.map(within(order)), first),
    fulfillmentsCount: ({ fulfillments }: Order) => count(fulfillments.length),
    discountCode: ({ discounts }: Order) => discounts[0]?.code ?? null,
    discountCodes: ({ discounts }: Order) => discounts.map(({ code }) => code),
    discountApplications: ({ discounts }: Order, page: PageArguments) =>
      connection(
        discounts.map((discount, index) => ({ ...discount, index, __typename: 'DiscountCodeApplication' })),
        page,
      ),
    shippingLine: ({ id, shipping }: Order) => shipping && { id, ...shipping },
    shippingLines: ({ id, shipping }: Order, page: PageArguments) =>
      connection(shipping ? [{ id, ...shipping }] : [], page, sortedBy({}, 'ID')),
    staffMember: staffOf,
    customerJourneySummary: (order: Order, _args, { state }) => {
      if (order.sourceName !== 'web') return null
      const before = state.shop.orders.filter(
        ({ customerId, createdAt }) => customerId === order.customerId && createdAt < order.createdAt,
      )
      const [first, last] = [moments(order)[0] ?? null, moments(order).at(-1) ?? null]
      const days = first ? Math.floor((Date.parse(order.createdAt) - Date.parse(first.occurredAt)) / 86_400_000) : null
      return {
        order,
        ready: true,
        customerOrderIndex: before.length,
        daysToConversion: days,
        firstVisit: first,
        lastVisit: last,
        momentsCount: count(order.visits.length),
      }
    },
  },
  LineItem: {
    id: ({ id }: LineItem) => gid('LineItem', id),
    name: ({ title, variantTitle }: LineItem) => [title, variantTitle].filter(Boolean).join(' - '),
    vendor: (_line, _args, { state }) => state.shop.name,
    currentQuantity: ({ order, ...line }: OfOrder<LineItem>) => line.quantity - refundedOf(order, line),
    refundableQuantity: ({ order, ...line }: OfOrder<LineItem>) => line.quantity - refundedOf(order, line),
    unfulfilledQuantity: ({ order, quantity }: OfOrder<LineItem>) => (order.fulfillments.length > 0 ? 0 : quantity),
    originalUnitPriceSet: ({ price }: LineItem) => moneyBag(price),
    discountedUnitPriceSet: ({ price }: LineItem) => moneyBag(price),
    originalTotalSet: ({ price, quantity }: LineItem) => moneyBag(price * quantity),
    discountedTotalSet: ({ price, quantity }: LineItem) => moneyBag(price * quantity),
    totalDiscountSet: () => moneyBag(0),
    isGiftCard: () => false,
    requiresShipping: () => true,
    restockable: () => true,
    taxable: () => true,
    taxLines: () => [],
    product: () => null,
    variant: () => null,
    image: () => null,
    contract: () => null,
    sellingPlan: () => null,
    staffMember: () => null,
  },
  OrderTransaction: {
    id: ({ id }: Transaction) => gid('OrderTransaction', id),
    amountSet: ({ amount }: Transaction) => moneyBag(amount),
    accountNumber: ({ card }: Transaction) => card && masked(card.lastDigits),
    formattedGateway: ({ gateway }: Transaction) => gateway.replaceAll('_', ' '),
    status: () => 'SUCCESS',
    test: () => false,
    errorCode: () => null,
    processedAt: ({ createdAt }: Transaction) => createdAt,
    paymentId: ({ order, id }: OfOrder<Transaction>) => `c${order.id}.${id % 10}`,
    parentTransaction: ({ order, kind }: OfOrder<Transaction>) => (kind === 'REFUND' ? order.transactions[0] : null),
    manualPaymentGateway: ({ gateway }: Transaction) => gateway === 'Bank Deposit',
    receiptJson: () => null,
    fees: () => [],
    location: () => null,
    paymentDetails: ({ card }: Transaction) =>
      card && {
        __typename: 'CardPaymentDetails',
        company: card.brand,
        name: card.holder,
        number: masked(card.lastDigits),
        bin: card.brand === 'Visa' ? '424242' : '555555',
        expirationMonth: card.expiryMonth,
        expirationYear: card.expiryYear,
        paymentMethodName: card.brand.toLowerCase(),
        avsResultCode: null,
        cvvResultCode: 'M',
        wallet: null,
      },
    user: staffOf,
  },
  Refund: {
    id: ({ id }: Refund) => gid('Refund', id),
    legacyResourceId: ({ id }: Refund) => String(id),
    totalRefundedSet: ({ amount }: Refund) => moneyBag(amount),
    processedAt: ({ createdAt }: Refund) => createdAt,
    updatedAt: ({ createdAt }: Refund) => createdAt,
    staffMember: staffOf,
    refundLineItems: ({ order, id, lines }: OfOrder<Refund>, page: PageArguments) =>
      connection(
        lines.flatMap(({ lineId, quantity }, n) => {
          const lineItem = order.lines.find((line) => line.id === lineId)
          return lineItem ? [{ id: id * 10 + n, quantity, lineItem: { ...lineItem, order } }] : []
        }),
        page,
        sortedBy({}, 'ID'),
      ),
    transactions: ({ order, createdAt }: OfOrder<Refund>, page: PageArguments) =>
      connection(
        order.transactions.filter((each) => each.kind === 'REFUND' && each.createdAt === createdAt).map(within(order)),
        page,
        sortedBy({}, 'ID'),
      ),
  },
  RefundLineItem: {
    id: ({ id }: { id: number }) => gid('RefundLineItem', id),
    priceSet: ({ lineItem }: { lineItem: LineItem }) => moneyBag(lineItem.price),
    subtotalSet: ({ lineItem, quantity }: { lineItem: LineItem; quantity: number }) =>
      moneyBag(lineItem.price * quantity),
    totalTaxSet: () => moneyBag(0),
    restockType: () => 'NO_RESTOCK',
    restocked: () => false,
    location: () => null,
  },
  Fulfillment: {
    id: ({ id }: Fulfillment) => gid('Fulfillment', id),
    legacyResourceId: ({ id }: Fulfillment) => String(id),
    name: ({ order }: OfOrder<Fulfillment>) => `${order.name}-F1`,
    status: () => 'SUCCESS',
    displayStatus: ({ deliveredAt }: Fulfillment) => (deliveredAt ? 'DELIVERED' : 'IN_TRANSIT'),
    updatedAt: ({ createdAt, deliveredAt }: Fulfillment) => deliveredAt ?? createdAt,
    inTransitAt: ({ createdAt }: Fulfillment) => createdAt,
    estimatedDeliveryAt: () => null,
    requiresShipping: () => true,
    totalQuantity: ({ order }: OfOrder<Fulfillment>) => order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: ({ tracking }: Fulfillment, first: First) => some(tracking ? [tracking] : [], first),
    location: () => null,
    service: () => null,
    originAddress: () => null,
  },
  DiscountCodeApplication: {
    allocationMethod: () => 'ACROSS',
    targetSelection: () => 'ALL',
    targetType: () => 'LINE_ITEM',
    value: ({ amount }: Discount) => ({ __typename: 'MoneyV2', ...moneyBag(amount).shopMoney }),
  },
  ShippingLine: {
    id: ({ id }: { id: number }) => gid('ShippingLine', id),
    code: ({ title }: { title: string }) => title,
    originalPriceSet: ({ price }: { price: number }) => moneyBag(price),
    discountedPriceSet: ({ price }: { price: number }) => moneyBag(price),
    currentDiscountedPriceSet: ({ price }: { price: number }) => moneyBag(price),
    carrierIdentifier: () => null,
    custom: () => false,
    isRemoved: () => false,
    phone: () => null,
    source: () => 'shopify',
    taxLines: () => [],
    discountAllocations: () => [],
    deliveryCategory: () => null,
  },
  CustomerJourneySummary: {
    moments: ({ order }: { order: Order }, page: PageArguments) => connection(moments(order), page, sortedBy({}, 'ID')),
  },
  CustomerVisit: {
    id: ({ id }: Visit) => gid('CustomerVisit', id),
    utmParameters: ({ utm }: Visit) => utm && { ...utm, content: null, term: null },
    landingPageHtml: () => null,
    marketingEvent: () => null,
    referralCode: () => null,
    referralInfoHtml: () => '',
    sourceDescription: () => null,
    sourceType: () => null,
  },
}

/** All that an app sees of a card's number. */
export const masked = (lastDigits: string) => `•••• •••• •••• ${lastDigits}`
