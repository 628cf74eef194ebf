import type { Faker } from '@faker-js/faker'
import type { MailingAddress } from './model/addresses.ts'
import {
  type Card,
  cents,
  type Discount,
  type Fulfillment,
  type Refund,
  subtotalOf,
  type Transaction,
  type Visit,
} from './model/orders.ts'
import { defaultAddressOf } from './model/people.ts'
import type { Company, Customer, LineItem, Order, Product } from './model.ts'
import { anAddress, DAY_MS, drawing, type Ids, mailed, nextId } from './people.ts'
import type { Words } from './words.ts'

/** Some days more than 36 months: after that retention asks whether a customer is still one. */
const INACTIVE_DAYS = 1100

const DELIVERED_DAYS = 4
const FREE_SHIPPING_FROM = 60
const SHIPPING = 4.9

/** The colleague who takes orders by phone. */
export const STAFF_ID = 43

interface Selling {
  faker: Faker
  today: Date
  ids: Ids
  products: readonly Product[]
  companies: readonly Company[]
  words: Words
}

/** The orders of a customer: when and what. */
export function ordersOf({ faker, today, ids, products, companies, words }: Selling, customer: Customer): Order[] {
  const company = companies.find(({ contacts }) => contacts.some(({ customerId }) => customerId === customer.id))
  // About a third has not been seen for over 36 months: that is whom retention is about.
  const lastSeen = faker.datatype.boolean(0.3) ? new Date(+today - INACTIVE_DAYS * DAY_MS) : today
  const from = new Date(customer.createdAt)
  if (from >= lastSeen) return []
  return Array.from({ length: faker.number.int({ min: 0, max: company ? 9 : 4 }) }, () => {
    const bought = faker.helpers
      .arrayElements(products, { min: 1, max: 3 })
      .map((product) => ({ product, quantity: faker.number.int({ min: 1, max: company ? 20 : 3 }) }))
    const id = nextId(ids)
    const at = faker.date.between({ from, to: lastSeen })
    return anOrder({ id, customer, company, bought, at, today, words })
  })
}

export interface Sale {
  id: number
  customer: Customer
  company?: Company | undefined
  bought: readonly { product: Product; quantity: number }[]
  at: Date
  today: Date
  words: Words
  /** What this one has for certain; the others have some of it by chance. */
  has?: Partial<Record<Chance, boolean>>
}

const CHANCES = { gift: 0.08, note: 0.1, discount: 0.12, refund: 0.07, paypal: 0.25, visit: 0.6, cancelled: 0.02 }
type Chance = keyof typeof CHANCES

/** All that Shopify knows of an order. The same for the same id. */
export function anOrder({ id, customer, company, bought, at, today, words, has = {} }: Sale): Order {
  const faker = drawing(words.faker, id)
  const is = (chance: Chance) => has[chance] ?? faker.datatype.boolean(CHANCES[chance])
  const createdAt = at.toISOString()
  const gift = !company && is('gift') ? words.gift(faker) : null
  const lines = bought.map(
    ({ product, quantity }, n): LineItem => ({
      ...aLine(id * 10 + n, product, quantity),
      customAttributes: gift && n === 0 ? [{ key: words.giftMessage, value: gift.message }] : [],
    }),
  )
  const discounts: Discount[] = is('discount') ? [{ code: words.code, amount: cents(subtotalOf(lines) * 0.1) }] : []
  const goods = cents(subtotalOf(lines) - (discounts[0]?.amount ?? 0))
  const shipping = { title: words.carrier, price: goods >= FREE_SHIPPING_FROM ? 0 : SHIPPING }
  const total = cents(goods + shipping.price)
  const home = addressed(id * 10, company, customer)
  const cancelled = is('cancelled')
  const refund = !cancelled && is('refund') ? aRefund(id, lines, at, words) : null
  const sale = payment(id, { faker, customer, company, total, createdAt, paypal: is('paypal') })
  const refunded: Transaction[] = refund
    ? [
        {
          ...sale,
          id: id * 10 + 1,
          kind: 'REFUND',
          amount: refund.amount,
          staffId: STAFF_ID,
          createdAt: refund.createdAt,
        },
      ]
    : []
  return {
    id,
    name: '',
    customerId: customer.id,
    companyId: company?.id ?? null,
    email: customer.email,
    phone: customer.phone,
    note: gift ? words.giftNote : is('note') ? words.orderNote : null,
    tags: gift ? [words.giftTag] : [],
    poNumber: company ? `BC-${faker.string.numeric(5)}` : null,
    customAttributes: gift ? [{ key: words.giftWrap, value: words.yes }] : [],
    locale: customer.locale,
    clientIp: company ? null : `203.0.113.${faker.number.int({ min: 1, max: 254 })}`,
    sourceName: company ? 'shopify_draft_order' : 'web',
    billingAddress: home,
    shippingAddress: gift
      ? mailed(id * 10 + 1, gift, anAddress(faker, home?.countryCodeV2 ?? words.country))
      : home && { ...home, id: id * 10 + 1 },
    lines,
    discounts,
    shipping,
    total,
    transactions: [sale, ...refunded],
    refunds: refund ? [refund] : [],
    fulfillments: cancelled ? [] : fulfilled(id, { faker, at, today, words }),
    visits: !company && is('visit') ? visitsBefore(id, { faker, at, words }) : [],
    staffId: company ? STAFF_ID : null,
    cancelledAt: cancelled ? new Date(+at + DAY_MS / 4).toISOString() : null,
    cancelReason: cancelled ? 'CUSTOMER' : null,
    createdAt,
    updatedAt: createdAt,
  }
}

export const aLine = (id: number, { title, handle, price }: Product, quantity: number): LineItem => ({
  id,
  title,
  variantTitle: null,
  sku: handle.toUpperCase(),
  quantity,
  price,
  customAttributes: [],
})

function addressed(id: number, company: Company | undefined, customer: Customer): MailingAddress | null {
  const [place] = company?.locations ?? []
  if (place) return { ...mailed(id, customer, place.address), company: company?.name ?? null }
  const home = defaultAddressOf(customer)
  return home && { ...home, id }
}

interface Payment {
  faker: Faker
  customer: Customer
  company: Company | undefined
  total: number
  createdAt: string
  paypal: boolean
}

function payment(id: number, { faker, customer, company, total, createdAt, paypal }: Payment): Transaction {
  const gateway = company ? 'Bank Deposit' : paypal ? 'paypal' : 'shopify_payments'
  const card = gateway === 'shopify_payments' ? aCard(faker, customer, createdAt) : null
  return { id: id * 10, kind: 'SALE', gateway, amount: total, card, staffId: company ? STAFF_ID : null, createdAt }
}

export const aCard = (faker: Faker, { firstName, lastName }: Customer, at: string): Card => ({
  brand: faker.helpers.arrayElement(['Visa', 'Mastercard']),
  lastDigits: faker.string.numeric(4),
  holder: [firstName, lastName].filter(Boolean).join(' '),
  expiryMonth: faker.number.int({ min: 1, max: 12 }),
  expiryYear: new Date(at).getUTCFullYear() + faker.number.int({ min: 1, max: 4 }),
})

function aRefund(id: number, lines: readonly LineItem[], at: Date, words: Words): Refund | null {
  const [line] = lines
  if (!line) return null
  return {
    id: id * 10,
    note: words.refundNote,
    amount: cents(line.price),
    lines: [{ lineId: line.id, quantity: 1 }],
    staffId: STAFF_ID,
    createdAt: new Date(+at + 6 * DAY_MS).toISOString(),
  }
}

interface Around {
  faker: Faker
  at: Date
  today: Date
  words: Words
}

function fulfilled(id: number, { faker, at, today, words }: Around): Fulfillment[] {
  const sent = new Date(+at + DAY_MS)
  if (sent > today) return []
  const delivered = new Date(+at + DELIVERED_DAYS * DAY_MS)
  const number = `8R${faker.string.numeric(11)}`
  return [
    {
      id: id * 10,
      tracking: { company: words.carrier, number, url: words.trackingUrl + number },
      createdAt: sent.toISOString(),
      deliveredAt: delivered > today ? null : delivered.toISOString(),
    },
  ]
}

/** The first visit that is known, and the one in which they bought. */
function visitsBefore(id: number, { faker, at, words }: Omit<Around, 'today'>): Visit[] {
  const first = new Date(+at - faker.number.int({ min: 1, max: 12 }) * DAY_MS)
  return [
    {
      id: id * 10,
      occurredAt: first.toISOString(),
      landingPage: `https://${words.site}/`,
      referrerUrl: 'https://www.instagram.com/',
      source: 'Instagram',
      utm: { source: 'instagram', medium: 'social', campaign: words.campaign },
    },
    {
      id: id * 10 + 1,
      occurredAt: new Date(+at - 20 * 60_000).toISOString(),
      landingPage: `https://${words.site}/cart`,
      referrerUrl: null,
      source: 'direct',
      utm: null,
    },
  ]
}
