import type {
  FulfillmentNode,
  LineNode,
  MomentNode,
  OrderNode,
  RefundNode,
  TransactionNode,
} from '../../../shopify/person-data/orders.ts'
import type { CheckoutLineNode, CheckoutNode, DraftLineNode, DraftNode } from '../../../shopify/person-data/sales.ts'
import type { HeldRow } from '../model.ts'
import { addressValues, attributesOf, list, rowOf, shopMoney } from './row.ts'

/** @param retailLocation where it was placed, in a shop of bricks; null where Kept may not know */
export const orderRow = (node: OrderNode, retailLocation: string | null): HeldRow =>
  rowOf(
    'orders',
    { id: node.id },
    {
      ...node,
      ...attributesOf(node.customAttributes),
      tags: list(node.tags),
      discountCodes: list(node.discountCodes),
      paymentGatewayNames: list(node.paymentGatewayNames),
      totalPriceSet: shopMoney(node.totalPriceSet),
      totalDiscountsSet: shopMoney(node.totalDiscountsSet),
      totalShippingPriceSet: shopMoney(node.totalShippingPriceSet),
      totalTaxSet: shopMoney(node.totalTaxSet),
      totalRefundedSet: shopMoney(node.totalRefundedSet),
      shippingLine: node.shippingLine?.title,
      risk: node.risk?.recommendation,
      discountApplications: list(
        node.discountApplications?.nodes.map((one) => ('code' in one ? one.code : 'title' in one ? one.title : null)),
      ),
      localizedFields: list(
        node.localizedFields?.nodes.map(({ title, value }) => `${title}: ${value}`),
        '\n',
      ),
      retailLocation,
      ...addressValues('billingAddress', node.billingAddress),
      ...addressValues('shippingAddress', node.shippingAddress),
    },
  )

const lineValues = ({
  title,
  variantTitle,
  sku,
  quantity,
  customAttributes,
  originalUnitPriceSet,
}: DraftLineNode | CheckoutLineNode) => ({
  title,
  variant: variantTitle,
  sku,
  quantity,
  unitPrice: shopMoney(originalUnitPriceSet),
  ...attributesOf(customAttributes),
})

export const lineRow = (node: LineNode, parent: string): HeldRow =>
  rowOf('order_lines', { id: node.id, parent }, { ...node, ...lineValues(node) })

export function transactionRow(node: TransactionNode, parent: string): HeldRow {
  const { paymentDetails: paid } = node
  const card = paid?.__typename === 'CardPaymentDetails' ? paid : null
  return rowOf(
    'order_transactions',
    { id: node.id, parent },
    {
      ...node,
      amount: shopMoney(node.amountSet),
      method: card
        ? list([card.company, card.wallet])
        : paid && 'paymentMethodName' in paid
          ? paid.paymentMethodName
          : null,
      card: card?.number,
      holder: card?.name,
      account: node.accountNumber,
    },
  )
}

export const refundRow = (node: RefundNode, parent: string): HeldRow =>
  rowOf(
    'order_refunds',
    { id: node.id, parent },
    {
      ...node,
      amount: shopMoney(node.totalRefundedSet),
      lines: list(
        node.refundLineItems?.nodes.map(({ quantity, lineItem }) => `${quantity} × ${lineItem?.title ?? ''}`),
        '\n',
      ),
    },
  )

export const fulfillmentRow = (node: FulfillmentNode, parent: string): HeldRow =>
  rowOf(
    'order_fulfillments',
    { id: node.id, parent },
    {
      ...node,
      status: node.displayStatus,
      carrier: list([...new Set(node.trackingInfo?.map(({ company }) => company))]),
      trackingNumbers: list(node.trackingInfo?.map(({ number }) => number)),
      trackingUrls: list(node.trackingInfo?.map(({ url }) => url)),
    },
  )

export function visitRow(node: MomentNode, parent: string): HeldRow[] {
  if (node.__typename !== 'CustomerVisit') return []
  const { utmParameters: utm } = node
  return [
    rowOf(
      'order_visits',
      { id: node.id, parent },
      {
        ...node,
        referrer: node.referrerUrl,
        'utm.source': utm?.source,
        'utm.medium': utm?.medium,
        'utm.campaign': utm?.campaign,
        'utm.term': utm?.term,
        'utm.content': utm?.content,
      },
    ),
  ]
}

const saleValues = (node: DraftNode | CheckoutNode) => ({
  ...attributesOf(node.customAttributes),
  discountCodes: list(node.discountCodes),
  totalPriceSet: shopMoney(node.totalPriceSet),
  ...addressValues('billingAddress', node.billingAddress),
  ...addressValues('shippingAddress', node.shippingAddress),
})

export const draftRow = (node: DraftNode): HeldRow =>
  rowOf('draft_orders', { id: node.id }, { ...node, ...saleValues(node), note: node.note2, tags: list(node.tags) })

export const checkoutRow = (node: CheckoutNode): HeldRow =>
  rowOf('abandoned_checkouts', { id: node.id }, { ...node, ...saleValues(node) })

export const saleLineRow = (
  table: 'draft_order_lines' | 'abandoned_checkout_lines',
  node: DraftLineNode | CheckoutLineNode,
  parent: string,
): HeldRow => rowOf(table, { id: node.id, parent }, lineValues(node))
