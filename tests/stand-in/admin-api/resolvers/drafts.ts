import { subtotalOf } from '../../shop/model/orders.ts'
import { type AbandonedCheckout, customerWith, type DraftOrder, gid, idOf, type LineItem } from '../../shop/model.ts'
import { connection, type PageArguments, sortedBy } from '../connection.ts'
import { count, moneyBag, type Resolvers, type WithId } from '../context.ts'
import { searchCheckouts, searchDrafts } from '../search.ts'
import { mailing } from './addresses.ts'
import { purchasingEntity } from './orders.ts'
import { metafieldFields } from './owned-metafields.ts'
import { eventsOf } from './timeline.ts'

type Search = PageArguments & { query?: string; sortKey?: string }

const DRAFT_SORTS = {
  UPDATED_AT: ({ updatedAt }: DraftOrder) => updatedAt,
  NUMBER: ({ name }: DraftOrder) => Number(name.slice(2)),
  STATUS: ({ status }: DraftOrder) => status,
} as const

const CHECKOUT_SORTS = {
  CREATED_AT: ({ createdAt }: AbandonedCheckout) => createdAt,
  CHECKOUT_ID: ({ id }: AbandonedCheckout) => id,
} as const

const totalOf = ({ lines }: { lines: readonly LineItem[] }) => moneyBag(subtotalOf(lines))

const LINE = {
  sku: ({ sku }: LineItem) => sku,
  originalUnitPriceSet: ({ price }: LineItem) => moneyBag(price),
  discountedUnitPriceSet: ({ price }: LineItem) => moneyBag(price),
  product: () => null,
  variant: () => null,
  image: () => null,
} as const

/** What was begun and not bought: drafts of staff, checkouts that somebody left. */
export const draftResolvers: Resolvers = {
  QueryRoot: {
    draftOrders: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(searchDrafts(state.shop, query), page, sortedBy(DRAFT_SORTS, sortKey)),
    draftOrdersCount: (_source, { query }: Search, { state }) => count(searchDrafts(state.shop, query).length),
    draftOrder: (_source, { id }: WithId, { state }) =>
      state.shop.draftOrders.find((draft) => draft.id === idOf(id)) ?? null,
    abandonedCheckouts: (_source, { query, sortKey, ...page }: Search, { state }) =>
      connection(searchCheckouts(state.shop, query), page, sortedBy(CHECKOUT_SORTS, sortKey)),
    abandonedCheckoutsCount: (_source, { query }: Search, { state }) =>
      count(searchCheckouts(state.shop, query).length),
  },
  DraftOrder: {
    ...metafieldFields('DraftOrder'),
    id: ({ id }: DraftOrder) => gid('DraftOrder', id),
    legacyResourceId: ({ id }: DraftOrder) => String(id),
    note2: ({ note }: DraftOrder) => note,
    ready: () => true,
    customer: ({ customerId }: DraftOrder, _args, { state }) => customerWith(state.shop, customerId) ?? null,
    billingAddress: ({ billingAddress }: DraftOrder) => mailing(billingAddress),
    shippingAddress: ({ shippingAddress }: DraftOrder) => mailing(shippingAddress),
    lineItems: ({ lines }: DraftOrder, page: PageArguments) => connection(lines, page, sortedBy({}, 'ID')),
    totalPriceSet: totalOf,
    subtotalPriceSet: totalOf,
    totalLineItemsPriceSet: totalOf,
    totalDiscountsSet: () => moneyBag(0),
    totalShippingPriceSet: () => moneyBag(0),
    totalTaxSet: () => moneyBag(0),
    totalQuantityOfLineItems: ({ lines }: DraftOrder) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
    currencyCode: () => 'EUR',
    presentmentCurrencyCode: () => 'EUR',
    discountCodes: () => [],
    appliedDiscount: () => null,
    shippingLine: () => null,
    invoiceUrl: ({ id }: DraftOrder, _args, { state }) => `https://${state.shop.domain}/invoices/${id}`,
    order: ({ orderId }: DraftOrder, _args, { state }) => state.shop.orders.find(({ id }) => id === orderId) ?? null,
    taxExempt: () => false,
    taxesIncluded: () => true,
    events: ({ id }: DraftOrder, page: Search, { state }) => eventsOf(state.shop, gid('DraftOrder', id), page),
    purchasingEntity: ({ companyId, customerId }: DraftOrder, _args, { state }) =>
      purchasingEntity(state.shop, companyId, customerId),
  },
  DraftOrderLineItem: {
    ...LINE,
    id: ({ id }: LineItem) => gid('DraftOrderLineItem', id),
    name: ({ title }: LineItem) => title,
    custom: () => false,
    originalTotalSet: ({ price, quantity }: LineItem) => moneyBag(price * quantity),
    discountedTotalSet: ({ price, quantity }: LineItem) => moneyBag(price * quantity),
  },
  AbandonedCheckout: {
    id: ({ id }: AbandonedCheckout) => gid('AbandonedCheckout', id),
    name: ({ id }: AbandonedCheckout) => `#${id}`,
    abandonedCheckoutUrl: ({ id }: AbandonedCheckout, _args, { state }) =>
      `https://${state.shop.domain}/checkouts/${id}/recover`,
    customer: ({ customerId }: AbandonedCheckout, _args, { state }) => customerWith(state.shop, customerId) ?? null,
    billingAddress: ({ billingAddress }: AbandonedCheckout) => mailing(billingAddress),
    shippingAddress: ({ shippingAddress }: AbandonedCheckout) => mailing(shippingAddress),
    lineItems: ({ lines }: AbandonedCheckout, page: PageArguments) => connection(lines, page, sortedBy({}, 'ID')),
    totalPriceSet: totalOf,
    subtotalPriceSet: totalOf,
    totalLineItemsPriceSet: totalOf,
    totalDiscountSet: () => moneyBag(0),
    totalTaxSet: () => moneyBag(0),
    taxesIncluded: () => true,
  },
  AbandonedCheckoutLineItem: {
    ...LINE,
    id: ({ id }: LineItem) => gid('AbandonedCheckoutLineItem', id),
    originalTotalPriceSet: ({ price, quantity }: LineItem) => moneyBag(price * quantity),
    discountedTotalPriceSet: ({ price, quantity }: LineItem) => moneyBag(price * quantity),
  },
}
