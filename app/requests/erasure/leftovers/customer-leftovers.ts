import {
  clearCustomerNote,
  deleteMetafields,
  type MetafieldName,
  readMetafieldNames,
  readNoteAndTags,
  removeCustomerTags,
} from '../../../shopify/person-writes/customer.ts'
import { readPaymentMethodIds, revokePaymentMethod } from '../../../shopify/person-writes/payment-methods.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { PersonToErase } from '../model.ts'
import { everyPage, type Found, leftover, oneByOne } from './leftover.ts'

/** Nothing hangs on a person who is no customer. */
const ofCustomer = <Item>(find: (client: ShopClient, customerId: string) => AsyncIterable<Found<Item>>) =>
  async function* (client: ShopClient, { customerId }: PersonToErase): AsyncGenerator<Found<Item>> {
    if (customerId !== null) yield* find(client, customerId)
  }

/** All of a page at once; where Shopify refuses that, those that it does not refuse. */
async function eraseMetafields(
  client: ShopClient,
  items: readonly MetafieldName[],
  { customerId }: PersonToErase,
): Promise<string | null> {
  if (customerId === null) return null
  const refusal = await deleteMetafields(client, customerId, items)
  if (refusal === null || items.length === 1) return refusal
  return oneByOne<MetafieldName>((same, item) => deleteMetafields(same, customerId, [item]))(client, items)
}

const WRITE_CUSTOMERS = ['write_customers'] as const

/** What staff and apps wrote on the customer. */
export const CUSTOMER_LEFTOVERS = [
  leftover({
    group: 'customer_metafields',
    mutation: 'metafieldsDelete',
    scopes: WRITE_CUSTOMERS,
    cannot: null,
    limit: 'other_apps_fields',
    find: ofCustomer(async function* (client, customerId) {
      const pages = everyPage((after) => readMetafieldNames(client, customerId, after))
      for await (const { nodes } of pages) yield { items: nodes }
    }),
    erase: eraseMetafields,
  }),
  leftover<string>({
    group: 'customer_tags',
    mutation: 'tagsRemove',
    scopes: WRITE_CUSTOMERS,
    cannot: null,
    limit: null,
    find: ofCustomer(async function* (client, customerId) {
      yield { items: (await readNoteAndTags(client, customerId)).tags }
    }),
    erase: async (client, tags, { customerId }) =>
      customerId === null ? null : removeCustomerTags(client, customerId, [...tags]),
  }),
  leftover({
    group: 'customer_note',
    mutation: 'customerUpdate',
    scopes: WRITE_CUSTOMERS,
    cannot: null,
    limit: null,
    find: ofCustomer(async function* (client, customerId) {
      yield { items: (await readNoteAndTags(client, customerId)).note ? [customerId] : [] }
    }),
    erase: oneByOne(clearCustomerNote),
  }),
]

export const PAYMENT_METHODS = leftover({
  group: 'payment_methods',
  mutation: 'customerPaymentMethodRevoke',
  scopes: ['write_customer_payment_methods'],
  cannot: null,
  limit: 'paying_subscriptions',
  find: ofCustomer(async function* (client, customerId) {
    const pages = everyPage((after) => readPaymentMethodIds(client, customerId, after))
    for await (const { nodes } of pages) yield { items: nodes.map(({ id }) => id) }
  }),
  erase: oneByOne(revokePaymentMethod),
})
