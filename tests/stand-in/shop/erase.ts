import { type Customer, ordersOf } from './model.ts'
import type { ShopState } from './state.ts'

/** What Shopify's erasure does to a customer: who they were goes, what they bought stays. */
export function eraseCustomer(state: ShopState, customer: Customer, now: Date): void {
  Object.assign(customer, {
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    addresses: [],
    defaultAddressId: null,
    multipassIdentifier: null,
    identities: [],
    spendTier: null,
    rfmGroup: null,
    note: null,
    tags: [],
    marketingState: 'REDACTED',
    marketingUpdatedAt: null,
    marketingOptInLevel: null,
    smsState: 'REDACTED',
    smsUpdatedAt: null,
    erasureRequestedAt: null,
    erasedAt: now.toISOString(),
    updatedAt: now.toISOString(),
  } satisfies Partial<Customer>)
  state.changed()
}

/** The body of a `customers/redact` or `customers/data_request` webhook: who it is about, and their orders. */
export function personIn(state: ShopState, customer: Customer) {
  const { shop } = state
  return {
    named: {
      shop_id: 1,
      shop_domain: shop.domain,
      customer: { id: customer.id, email: customer.email, phone: customer.phone },
    },
    orders: ordersOf(shop, customer.id).map(({ id }) => id),
  }
}
