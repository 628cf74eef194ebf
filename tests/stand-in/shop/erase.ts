import { changeCustomer } from './customers.ts'
import { type Customer, gid, type Order, ordersOf } from './model.ts'
import type { ShopState } from './state.ts'

const DAY_MS = 86_400_000

/** A bank may charge back until then, so Shopify keeps who bought. */
const HELD_AFTER_ORDER_DAYS = 180
const ERASED_AFTER_DAYS = 10

/** Who asks for an erasure, and alone may take it back. */
export type Requester = 'kept' | 'staff'

type Refusal = 'NOT_BEING_ERASED' | 'UNAUTHORIZED_CANCELLATION'

/** Shopify only notes it: it erases days to months later, and no query tells that it will. */
export function requestErasure(state: ShopState, customer: Customer, by: Requester): void {
  customer.erasureRequestedAt ??= state.now().toISOString()
  customer.erasureRequestedBy ??= by
  state.changed()
}

/** Takes it back; the reason why not, if not. */
export function cancelErasure(state: ShopState, customer: Customer, by: Requester): Refusal | null {
  if (!customer.erasureRequestedAt) return 'NOT_BEING_ERASED'
  if (customer.erasureRequestedBy !== by) return 'UNAUTHORIZED_CANCELLATION'
  Object.assign(customer, { erasureRequestedAt: null, erasureRequestedBy: null })
  state.changed()
  return null
}

/** 180 days after the last order, or at once; and then ten days. Null where nobody asked. */
export function erasedOn({ shop }: ShopState, { id, erasureRequestedAt }: Customer): Date | null {
  if (!erasureRequestedAt) return null
  const ordered = ordersOf(shop, id).map(({ createdAt }) => Date.parse(createdAt))
  const held = Math.max(...ordered) + HELD_AFTER_ORDER_DAYS * DAY_MS
  return new Date(Math.max(Date.parse(erasureRequestedAt), held) + ERASED_AFTER_DAYS * DAY_MS)
}

/** Erases everybody whose day has come, and tells apps of it. */
export function eraseDue(state: ShopState): void {
  const now = state.now()
  for (const customer of state.shop.customers) {
    const day = erasedOn(state, customer)
    if (!day || day > now) continue
    const { named, orders } = personIn(state, customer)
    eraseCustomer(state, customer, now)
    state.tell('customers/redact', { ...named, orders_to_redact: orders })
  }
}

const NAMELESS = {
  email: null,
  phone: null,
  note: null,
  clientIp: null,
  customAttributes: [],
  billingAddress: null,
  shippingAddress: null,
} satisfies Partial<Order>

/** What Shopify's erasure does to a customer: who they were goes, what they bought stays. */
export function eraseCustomer(state: ShopState, customer: Customer, now: Date): void {
  const { shop } = state
  const self = gid('Customer', customer.id)
  for (const order of ordersOf(shop, customer.id)) {
    Object.assign(order, NAMELESS, {
      visits: [],
      lines: order.lines.map((line) => ({ ...line, customAttributes: [] })),
      transactions: order.transactions.map((one) => ({ ...one, card: null })),
      updatedAt: now.toISOString(),
    } satisfies Partial<Order>)
  }
  const isOther = ({ customerId }: { customerId: number | null }) => customerId !== customer.id
  shop.draftOrders = shop.draftOrders.filter(isOther)
  shop.abandonedCheckouts = shop.abandonedCheckouts.filter(isOther)
  shop.metafields = shop.metafields.filter(({ ownerId }) => ownerId !== self)
  shop.events = shop.events.filter(({ subjectId }) => subjectId !== self)
  for (const method of shop.paymentMethods) {
    if (method.customerId !== customer.id) continue
    method.revokedAt ??= now.toISOString()
    method.revokedReason = 'CUSTOMER_REDACTED'
  }
  changeCustomer(state, customer, {
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
    erasureRequestedBy: null,
    erasedAt: now.toISOString(),
  })
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
