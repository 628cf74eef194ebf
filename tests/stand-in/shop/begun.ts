import { en } from '@faker-js/faker'
import { defaultAddressOf } from './model/people.ts'
import {
  type AbandonedCheckout,
  type Company,
  type Customer,
  type DraftOrder,
  type GiftCard,
  gid,
  type PaymentMethod,
  type Product,
  type StoreCreditAccount,
  type SubscriptionContract,
} from './model.ts'
import { DAY_MS, drawing } from './people.ts'
import { aCard, aLine } from './sales.ts'
import type { Words } from './words.ts'

export interface Around {
  products: readonly Product[]
  words: Words
  today: Date
}

const daysBefore = (today: Date, days: number) => new Date(+today - days * DAY_MS).toISOString()

const linesFor = (id: number, products: readonly Product[]) => {
  const product = products[id % products.length]
  return product ? [aLine(id * 10, product, 2)] : []
}

const addressFor = (customer: Customer, id: number) => {
  const home = defaultAddressOf(customer)
  return home && { ...home, id }
}

/** Staff prepared it, and wait for the customer. */
export function aDraft(
  customer: Customer,
  { products, words, today }: Around,
  n: number,
  company?: Company,
): DraftOrder {
  const { id } = customer
  const at = daysBefore(today, 3 + (id % 20))
  return {
    id,
    name: `#D${n + 1}`,
    customerId: id,
    companyId: company?.id ?? null,
    status: n % 2 === 0 ? 'OPEN' : 'INVOICE_SENT',
    email: customer.email,
    phone: customer.phone,
    note: words.orderNote,
    tags: [],
    poNumber: null,
    customAttributes: [{ key: words.giftWrap, value: words.yes }],
    billingAddress: addressFor(customer, id * 10 + 5),
    shippingAddress: addressFor(customer, id * 10 + 6),
    lines: linesFor(id, products),
    orderId: null,
    invoiceSentAt: n % 2 === 0 ? null : at,
    completedAt: null,
    createdAt: at,
    updatedAt: at,
  }
}

export function aCheckout(customer: Customer, { products, words, today }: Around): AbandonedCheckout {
  const { id } = customer
  const at = daysBefore(today, 1 + (id % 30))
  return {
    id,
    customerId: id,
    note: '',
    customAttributes: [],
    discountCodes: id % 2 === 0 ? [words.code] : [],
    billingAddress: addressFor(customer, id * 10 + 7),
    shippingAddress: addressFor(customer, id * 10 + 8),
    lines: linesFor(id, products),
    completedAt: null,
    createdAt: at,
    updatedAt: at,
  }
}

export function aCredit({ id }: Customer, today: Date): StoreCreditAccount {
  return {
    id,
    ownerId: gid('Customer', id),
    balance: 7.5,
    transactions: [
      {
        id: id * 10,
        amount: 10,
        balanceAfter: 10,
        event: 'ADJUSTMENT',
        createdAt: daysBefore(today, 90),
        expiresAt: daysBefore(today, -275),
      },
      {
        id: id * 10 + 1,
        amount: -2.5,
        balanceAfter: 7.5,
        event: 'ORDER_PAYMENT',
        createdAt: daysBefore(today, 30),
        expiresAt: null,
      },
    ],
  }
}

export function aGiftCard({ id }: Customer, today: Date, rest: Partial<GiftCard> = {}): GiftCard {
  const at = daysBefore(today, 120)
  return {
    id: id * 10,
    customerId: id,
    recipient: null,
    lastCharacters: drawing(en, id).string.alphanumeric({ length: 4, casing: 'lower' }),
    initialValue: 50,
    balance: 32,
    note: null,
    orderId: null,
    expiresOn: daysBefore(today, -600).slice(0, 10),
    deactivatedAt: null,
    createdAt: at,
    updatedAt: at,
    ...rest,
  }
}

/** A card and the account of a wallet, both kept to be charged again; and a card that was revoked. */
export function payingBy(customer: Customer, today: Date): PaymentMethod[] {
  const { id, email } = customer
  const faker = drawing(en, id)
  const method = (n: number, rest: Partial<PaymentMethod>): PaymentMethod => ({
    id: `${id}${n}`,
    customerId: id,
    card: null,
    paypalEmail: null,
    revokedAt: null,
    revokedReason: null,
    ...rest,
  })
  const card = () => aCard(faker, customer, today.toISOString())
  return [
    method(0, { card: card() }),
    method(1, { paypalEmail: email }),
    method(2, { card: card(), revokedAt: daysBefore(today, 200), revokedReason: 'MANUALLY_REVOKED' }),
  ]
}

export function aSubscription(customer: Customer, { products, words, today }: Around): SubscriptionContract {
  const { id } = customer
  const at = daysBefore(today, 150)
  return {
    id,
    customerId: id,
    status: 'ACTIVE',
    note: words.orderNote,
    paymentMethodId: `${id}0`,
    originOrderId: null,
    address: addressFor(customer, id * 10 + 9),
    lines: linesFor(id + 1, products),
    interval: 'MONTH',
    intervalCount: 1,
    nextBillingDate: daysBefore(today, -12),
    createdAt: at,
    updatedAt: at,
  }
}
