import type {
  CreditTransactionNode,
  GiftCardNode,
  PaymentMethodNode,
  StoreCreditNode,
  SubscriptionNode,
} from '../../../shopify/person-data/payments.ts'
import type { HeldRow } from '../model.ts'
import { addressValues, attributesOf, list, money, rowOf } from './row.ts'

export function paymentMethodRow({ id, instrument, revokedAt, revokedReason }: PaymentMethodNode): HeldRow {
  const card =
    instrument?.__typename === 'CustomerCreditCard' || instrument?.__typename === 'CustomerShopPayAgreement'
      ? instrument
      : null
  const wallet = instrument?.__typename === 'CustomerPaypalBillingAgreement' ? instrument : null
  return rowOf(
    'payment_methods',
    { id },
    {
      kind: instrument?.__typename,
      brand: card && 'brand' in card ? card.brand : null,
      lastDigits: card?.lastDigits,
      expiryMonth: card?.expiryMonth,
      expiryYear: card?.expiryYear,
      holder: card?.name,
      account: wallet?.paypalAccountEmail,
      revokedAt,
      revokedReason,
      ...addressValues('billingAddress', card?.cardAddress ?? wallet?.walletAddress),
    },
  )
}

export const creditAccountRow = ({ id, balance }: StoreCreditNode): HeldRow =>
  rowOf(
    'store_credit',
    { id },
    { kind: 'account', balance: money(balance), createdAt: null, event: null, amount: null, expiresAt: null },
  )

export function creditTransactionRow(node: CreditTransactionNode, accountId: string): HeldRow {
  const { createdAt, event, amount, balanceAfterTransaction } = node
  return rowOf(
    'store_credit',
    // Some kinds of transactions have no id at Shopify.
    { id: 'id' in node ? node.id : `${accountId}/${event}/${createdAt}`, parent: accountId },
    {
      kind: 'transaction',
      createdAt,
      event,
      amount: money(amount),
      balance: money(balanceAfterTransaction),
      expiresAt: 'expiresAt' in node ? node.expiresAt : null,
    },
  )
}

/** Null for a gift card that has nothing to do with this customer: Shopify's search may find others. */
export function giftCardRow(node: GiftCardNode, customerGid: string): HeldRow | null {
  const { recipientAttributes: recipient } = node
  const isRecipient = recipient?.recipient?.id === customerGid
  if (node.customer?.id !== customerGid && !isRecipient) return null
  return rowOf(
    'gift_cards',
    { id: node.id },
    {
      ...node,
      initialValue: money(node.initialValue),
      balance: money(node.balance),
      recipientName: recipient?.preferredName,
      recipientMessage: recipient?.message,
      sendAt: recipient?.sendNotificationAt,
      isRecipient,
    },
  )
}

const interval = ({ interval, intervalCount }: { interval: string; intervalCount: number }) =>
  `${intervalCount} ${interval}`

export const subscriptionRow = (node: SubscriptionNode): HeldRow =>
  rowOf(
    'subscriptions',
    { id: node.id },
    {
      ...node,
      ...attributesOf(node.customAttributes),
      billingInterval: interval(node.billingPolicy),
      deliveryInterval: interval(node.deliveryPolicy),
      deliveryPrice: money(node.deliveryPrice),
      lines: list(
        node.lines.nodes.map(({ title, variantTitle, quantity, currentPrice }) =>
          list([`${quantity} × ${title}`, variantTitle, money(currentPrice)]),
        ),
        '\n',
      ),
      ...addressValues(
        'deliveryAddress',
        node.deliveryMethod?.__typename === 'SubscriptionDeliveryMethodShipping' ? node.deliveryMethod.address : null,
      ),
    },
  )
