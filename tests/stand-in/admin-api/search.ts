import type { Customer, Order } from '../shop/model.ts'

const TERM = /(-)?(?:(\w+):)?(?:(>=|<=|>|<))?("[^"]*"|\S+)/g

/** The few search terms of Shopify's query language that Kept uses: `email:`, `id:`, dates, and words. */
export function searchCustomers(customers: readonly Customer[], query: string | undefined, orders: readonly Order[]) {
  if (!query?.trim()) return customers
  const terms = [...query.matchAll(TERM)].map(([, not, field, comparison, value]) => ({
    not: Boolean(not),
    field,
    comparison,
    value: (value ?? '').replaceAll('"', '').toLowerCase(),
  }))
  return customers.filter((customer) =>
    terms.every(({ not, field, comparison, value }) => matches(customer, field, comparison, value, orders) !== not),
  )
}

function matches(customer: Customer, field = '', comparison = '', value: string, orders: readonly Order[]): boolean {
  switch (field) {
    case 'id':
      return compare(customer.id, comparison, Number(value))
    case 'email':
      return customer.email?.toLowerCase() === value
    case 'updated_at':
      return compare(Date.parse(customer.updatedAt), comparison, Date.parse(value))
    case 'customer_date':
      return compare(Date.parse(customer.createdAt), comparison, Date.parse(value))
    case 'orders_count':
      return compare(orders.filter((order) => order.customerId === customer.id).length, comparison, Number(value))
    case '':
      return [customer.firstName, customer.lastName, customer.email].join(' ').toLowerCase().includes(value)
    default:
      return true
  }
}

function compare(left: number, comparison: string, right: number): boolean {
  if (comparison === '>') return left > right
  if (comparison === '>=') return left >= right
  if (comparison === '<') return left < right
  if (comparison === '<=') return left <= right
  return left === right
}
