import { type Customer, customerWith, gid, type Shop } from './model.ts'
import type { ShopState } from './state.ts'
import { deletedBody } from './webhooks.ts'

export interface Override {
  customerIdOfEmailToKeep?: string
  customerIdOfFirstNameToKeep?: string
  customerIdOfLastNameToKeep?: string
  customerIdOfPhoneNumberToKeep?: string
  customerIdOfDefaultAddressToKeep?: string
  note?: string
  tags?: string[]
}

export type Pair = readonly [one: Customer, two: Customer]

/** What keeps a customer from being merged, by Shopify's name of it. */
const OBSTACLES = {
  COMPANY_CONTACT: ({ companies }: Shop, id: number) =>
    companies.some(({ contacts }) => contacts.some(({ customerId }) => customerId === id)),
  GIFT_CARDS: ({ giftCards }: Shop, id: number) => giftCards.some(({ customerId }) => customerId === id),
  SUBSCRIPTIONS: ({ subscriptions }: Shop, id: number) =>
    subscriptions.some(({ customerId, status }) => customerId === id && status === 'ACTIVE'),
  STORE_CREDIT: ({ storeCredit }: Shop, id: number) =>
    storeCredit.some(({ ownerId, balance }) => ownerId === gid('Customer', id) && balance > 0),
  CUSTOMER_PAYMENT_METHODS: ({ paymentMethods }: Shop, id: number) =>
    paymentMethods.some(({ customerId, revokedAt }) => customerId === id && revokedAt === null),
  PENDING_DATA_REQUEST: (shop: Shop, id: number) => Boolean(customerWith(shop, id)?.erasureRequestedAt),
  REDACTED_AT: (shop: Shop, id: number) => Boolean(customerWith(shop, id)?.erasedAt),
} as const

export const obstaclesTo = (shop: Shop, { id }: Customer) =>
  Object.entries(OBSTACLES).flatMap(([name, is]) => (is(shop, id) ? [name] : []))

/** Which of two customers stays: the one whose e-mail is to be kept, or the only one with an e-mail or an account. */
export function keptOf([one, two]: Pair, override: Override = {}): Customer {
  const only = (has: (customer: Customer) => boolean) => (has(one) === has(two) ? undefined : has(one) ? one : two)
  return (
    only(({ id }) => gid('Customer', id) === override.customerIdOfEmailToKeep) ??
    only(({ email }) => email !== null) ??
    only(({ state }) => state === 'ENABLED') ??
    only(({ marketingState }) => marketingState === 'SUBSCRIBED') ??
    two
  )
}

/** Makes one customer of two, and tells apps of it. */
export function merge(state: ShopState, pair: Pair, override: Override = {}): Customer {
  const { shop } = state
  const kept = keptOf(pair, override)
  const deleted = kept === pair[0] ? pair[1] : pair[0]
  const of = (id: string | undefined) => pair.find((one) => gid('Customer', one.id) === id) ?? kept
  Object.assign(kept, {
    firstName: of(override.customerIdOfFirstNameToKeep).firstName ?? deleted.firstName,
    lastName: of(override.customerIdOfLastNameToKeep).lastName ?? deleted.lastName,
    phone: of(override.customerIdOfPhoneNumberToKeep).phone ?? deleted.phone,
    addresses: [...kept.addresses, ...deleted.addresses],
    defaultAddressId: of(override.customerIdOfDefaultAddressToKeep).defaultAddressId ?? deleted.defaultAddressId,
    note: override.note ?? ([kept.note, deleted.note].filter(Boolean).join('\n') || null),
    tags: override.tags ?? [...new Set([...kept.tags, ...deleted.tags])],
    updatedAt: state.now().toISOString(),
  } satisfies Partial<Customer>)
  for (const list of [shop.orders, shop.draftOrders, shop.abandonedCheckouts]) {
    for (const item of list) if (item.customerId === deleted.id) item.customerId = kept.id
  }
  for (const event of shop.events) {
    if (event.subjectId === gid('Customer', deleted.id)) event.subjectId = gid('Customer', kept.id)
  }
  const known = new Set(
    shop.metafields.flatMap((one) => (one.ownerId === gid('Customer', kept.id) ? [one.namespace + one.key] : [])),
  )
  for (const field of shop.metafields) {
    const isNew = !known.has(field.namespace + field.key)
    if (field.ownerId === gid('Customer', deleted.id) && isNew) field.ownerId = gid('Customer', kept.id)
  }
  shop.customers = shop.customers.filter((one) => one !== deleted)
  state.changed()
  state.tell('customers/merge', {
    admin_graphql_api_customer_kept_id: gid('Customer', kept.id),
    admin_graphql_api_customer_deleted_id: gid('Customer', deleted.id),
    admin_graphql_api_job_id: null,
    status: 'completed',
    errors: [],
  })
  state.tell('customers/delete', deletedBody(deleted))
  return kept
}
