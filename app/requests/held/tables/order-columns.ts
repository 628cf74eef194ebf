import type { HeldTable } from '../model.ts'
import type { Fields } from './fields.ts'
import { addressOf, metafieldOf, partsOf } from './of.ts'

/** A customer's orders and their last one can be declared as such. */
const order = (part: string) => [`Order.${part}`, `Customer.orders.${part}`]

const SALE = [
  ...(['name', 'createdAt', 'updatedAt', 'completedAt', 'discountCodes'] as const),
  ...(['customAttributes', 'recipientAttributes', 'totalPriceSet'] as const),
] as const

const LINE = [
  ...(['title', 'variant', 'sku', 'quantity', 'unitPrice', 'customAttributes', 'recipientAttributes'] as const),
] as const

const metafields = metafieldOf('Order')

/** What somebody bought, or began to buy. */
export const ORDER_COLUMNS = {
  orders: {
    name: [...order('name'), 'Customer.lastOrder.name'],
    createdAt: [...order('createdAt'), 'Customer.lastOrder.createdAt'],
    ...partsOf('Order', [
      ...(['confirmationNumber', 'processedAt', 'updatedAt', 'cancelledAt', 'cancelReason'] as const),
      ...(['displayFinancialStatus', 'displayFulfillmentStatus', 'returnStatus', 'email', 'phone'] as const),
      ...(['customerLocale', 'clientIp', 'note', 'tags', 'poNumber', 'sourceName', 'paymentGatewayNames'] as const),
      ...(['customerAcceptsMarketing', 'customAttributes', 'totalPriceSet', 'totalDiscountsSet'] as const),
      ...(['totalShippingPriceSet', 'totalTaxSet', 'totalRefundedSet', 'shippingLine', 'risk'] as const),
      ...(['discountApplications', 'localizedFields', 'retailLocation'] as const),
    ]),
    discountCodes: ['Order.discountCodes', 'Order.discountCode'],
    recipientAttributes: ['Order.customAttributes.recipient'],
    ...addressOf('billingAddress', 'Order.billingAddress'),
    ...addressOf('shippingAddress', 'Order.shippingAddress'),
  },
  order_lines: partsOf('Order.lineItems', [...LINE, 'currentQuantity', 'isGiftCard']),
  order_transactions: partsOf('Order.transactions', [
    ...(['createdAt', 'kind', 'status', 'gateway', 'amount', 'method', 'card', 'holder', 'account'] as const),
  ]),
  order_refunds: partsOf('Order.refunds', ['createdAt', 'amount', 'note', 'lines']),
  order_fulfillments: partsOf('Order.fulfillments', [
    ...([
      'createdAt',
      'status',
      'deliveredAt',
      'estimatedDeliveryAt',
      'carrier',
      'trackingNumbers',
      'trackingUrls',
    ] as const),
  ]),
  order_visits: partsOf('Order.customerJourneySummary', [
    ...(['occurredAt', 'landingPage', 'referrer', 'source', 'sourceType', 'referralCode'] as const),
    ...(['utm.source', 'utm.medium', 'utm.campaign', 'utm.term', 'utm.content'] as const),
  ]),
  order_metafields: { namespace: metafields, key: metafields, type: metafields, value: metafields },
  draft_orders: {
    ...partsOf('DraftOrder', [...SALE, 'status', 'invoiceSentAt', 'email', 'phone', 'tags', 'poNumber']),
    note: ['DraftOrder.note2'],
    recipientAttributes: ['DraftOrder.customAttributes.recipient'],
    ...addressOf('billingAddress', 'DraftOrder.billingAddress'),
    ...addressOf('shippingAddress', 'DraftOrder.shippingAddress'),
  },
  draft_order_lines: partsOf('DraftOrder.lineItems', LINE),
  abandoned_checkouts: {
    ...partsOf('AbandonedCheckout', [...SALE, 'note']),
    recipientAttributes: ['AbandonedCheckout.customAttributes.recipient'],
    ...addressOf('billingAddress', 'AbandonedCheckout.billingAddress'),
    ...addressOf('shippingAddress', 'AbandonedCheckout.shippingAddress'),
  },
  abandoned_checkout_lines: partsOf('AbandonedCheckout.lineItems', LINE),
} as const satisfies Partial<Record<HeldTable, Record<string, Fields>>>
