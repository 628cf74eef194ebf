import { defaultAddressOf } from '../shop/model/people.ts'
import {
  type AbandonedCheckout,
  type Company,
  type Customer,
  customerWith,
  type DraftOrder,
  type GiftCard,
  type Order,
  ordersOf,
  type Page,
  type Shop,
} from '../shop/model.ts'
import { notImplemented } from './context.ts'

type Value = string | number | boolean | Date
type Fields<T> = Record<string, (item: T, shop: Shop) => Value | null | readonly Value[]>

interface Term {
  not: boolean
  field: string
  comparison: string
  text: string
}

const TERM = /(-|NOT\s+)?(?:(\w+):)?(>=|<=|>|<)?("[^"]*"|'[^']*'|[^\s()]+)/g
const DAY = /^\d{4}-\d{2}-\d{2}$/

const words = (...texts: (string | null)[]) => texts.filter((text) => text !== null)

const CUSTOMER: Fields<Customer> = {
  '': ({ firstName, lastName, email, phone }) => words(firstName, lastName, email, phone),
  id: ({ id }) => id,
  email: ({ email }) => email,
  phone: ({ phone }) => phone,
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  country: (customer) => defaultAddressOf(customer)?.countryCodeV2 ?? null,
  tag: ({ tags }) => tags,
  accepts_marketing: ({ marketingState }) => marketingState === 'SUBSCRIBED',
  customer_date: ({ createdAt }) => new Date(createdAt),
  updated_at: ({ updatedAt }) => new Date(updatedAt),
  order_date: ({ id }, shop) => ordersOf(shop, id).map(({ createdAt }) => new Date(createdAt)),
  orders_count: ({ id }, shop) => ordersOf(shop, id).length,
  total_spent: ({ id }, shop) => ordersOf(shop, id).reduce((sum, { total }) => sum + total, 0),
}

const ORDER: Fields<Order> = {
  '': ({ name }) => name,
  id: ({ id }) => id,
  name: ({ name }) => name,
  customer_id: ({ customerId }) => customerId,
  email: ({ email }) => email,
  created_at: ({ createdAt }) => new Date(createdAt),
  processed_at: ({ createdAt }) => new Date(createdAt),
  updated_at: ({ updatedAt }) => new Date(updatedAt),
}

const DRAFT: Fields<DraftOrder> = {
  '': ({ name, email }) => words(name, email),
  id: ({ id }) => id,
  customer_id: ({ customerId }) => customerId,
  status: ({ status }) => status.toLowerCase(),
  tag: ({ tags }) => tags,
  created_at: ({ createdAt }) => new Date(createdAt),
  updated_at: ({ updatedAt }) => new Date(updatedAt),
}

/** Shopify has no filter by customer here: an app searches the text and looks at each. */
const CHECKOUT: Fields<AbandonedCheckout> = {
  '': ({ customerId }, shop) => {
    const customer = customerWith(shop, customerId)
    return customer ? words(customer.firstName, customer.lastName, customer.email) : []
  },
  id: ({ id }) => id,
  created_at: ({ createdAt }) => new Date(createdAt),
  updated_at: ({ updatedAt }) => new Date(updatedAt),
}

const GIFT_CARD: Fields<GiftCard> = {
  '': ({ lastCharacters }) => lastCharacters,
  id: ({ id }) => id,
  customer_id: ({ customerId }) => customerId,
  recipient_id: ({ recipient }) => recipient?.customerId ?? null,
  created_at: ({ createdAt }) => new Date(createdAt),
}

const COMPANY: Fields<Company> = {
  '': ({ name }) => name,
  id: ({ id }) => id,
  name: ({ name }) => name,
  created_at: ({ createdAt }) => new Date(createdAt),
  updated_at: ({ createdAt }) => new Date(createdAt),
}

const PAGE: Fields<Page> = {
  '': ({ title }) => title,
  id: ({ id }) => id,
  handle: ({ handle }) => handle,
  title: ({ title }) => title,
  created_at: ({ createdAt }) => new Date(createdAt),
  updated_at: ({ updatedAt }) => new Date(updatedAt),
}

export const searchCustomers = (shop: Shop, query?: string) => search(shop.customers, CUSTOMER, shop, query)
export const searchOrders = (shop: Shop, orders: readonly Order[], query?: string) => search(orders, ORDER, shop, query)
export const searchDrafts = (shop: Shop, query?: string) => search(shop.draftOrders, DRAFT, shop, query)
export const searchCheckouts = (shop: Shop, query?: string) => search(shop.abandonedCheckouts, CHECKOUT, shop, query)
export const searchGiftCards = (shop: Shop, query?: string) => search(shop.giftCards, GIFT_CARD, shop, query)
export const searchCompanies = (shop: Shop, query?: string) => search(shop.companies, COMPANY, shop, query)
export const searchPages = (shop: Shop, query?: string) => search(shop.pages, PAGE, shop, query)

/**
 * Shopify's search syntax as far as Kept uses it: terms, `field:value`, comparisons, ranges of dates, `-` and `NOT`,
 * `AND` (or nothing) and `OR` without parentheses. Shopify ignores a field that it does not know, and so gives back
 * everything; here that is an error, so that nobody takes everybody for an answer.
 */
function search<T>(list: readonly T[], fields: Fields<T>, shop: Shop, query = ''): readonly T[] {
  if (!query.trim()) return list
  if (/[()]/.test(query.replace(/"[^"]*"/g, ''))) throw notImplemented('search with parentheses')
  const alternatives = query.split(/\s+OR\s+/).map((part) => termsOf(part))
  for (const { field } of alternatives.flat()) if (!fields[field]) throw notImplemented(`search by ${field}:`)
  return list.filter((item) =>
    alternatives.some((terms) =>
      terms.every((term) => {
        const given = fields[term.field]?.(item, shop) ?? []
        const values = Array.isArray(given) ? given : [given]
        return values.some((value: Value) => matches(value, term)) !== term.not
      }),
    ),
  )
}

const termsOf = (part: string): Term[] =>
  [...part.matchAll(TERM)]
    .map(([, not, field, comparison, text]) => ({
      not: Boolean(not),
      field: field ?? '',
      comparison: comparison ?? '',
      text: (text ?? '').replace(/^["']|["']$/g, ''),
    }))
    .filter(({ field, text }) => field !== '' || text !== 'AND')

function matches(value: Value, { field, comparison, text }: Term): boolean {
  if (text === '*') return true
  if (value instanceof Date) return compareDates(value, comparison, text)
  if (typeof value === 'number') return compare(value, comparison, Number(text))
  if (typeof value === 'boolean') return String(value) === text
  const [have, wanted] = [value.toLowerCase(), text.toLowerCase()]
  if (field === '') return have.includes(wanted)
  return wanted.endsWith('*') ? have.startsWith(wanted.slice(0, -1)) : have === wanted
}

/** A day without a comparison means any time of it. */
function compareDates(value: Date, comparison: string, text: string): boolean {
  if (comparison === '' && DAY.test(text)) return value.toISOString().startsWith(text)
  return compare(+value, comparison, Date.parse(text))
}

function compare(left: number, comparison: string, right: number): boolean {
  if (comparison === '>') return left > right
  if (comparison === '>=') return left >= right
  if (comparison === '<') return left < right
  if (comparison === '<=') return left <= right
  return left === right
}
