import { clearOrderAttributes, clearOrderNote, readOrderTexts } from '../../../shopify/person-writes/orders.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { PersonToErase } from '../model.ts'
import { everyPage, type Found, leftover, oneByOne } from './leftover.ts'

type OrderTexts = Awaited<ReturnType<typeof readOrderTexts>>['nodes'][number]

const ORDERS = {
  mutation: 'orderUpdate',
  scopes: ['write_orders', 'read_all_orders'],
  needs: ['write_orders'],
  cannot: null,
  limit: 'order_lines',
} as const

/** Orders that have something to clear; and how many Shopify does not show. */
const ordersWith = (isThere: (order: OrderTexts) => boolean) =>
  async function* (client: ShopClient, { customerId }: PersonToErase): AsyncGenerator<Found<OrderTexts>> {
    if (customerId === null) return
    let seen = 0
    for await (const { nodes, next, numberOfOrders } of everyPage((after) =>
      readOrderTexts(client, customerId, after),
    )) {
      seen += nodes.length
      const hidden = next === null ? numberOfOrders - seen : 0
      yield {
        items: nodes.filter(isThere),
        left: hidden > 0 ? [{ state: 'denied', reason: 'OLDER_ORDERS', count: hidden }] : [],
      }
    }
  }

export const ORDER_LEFTOVERS = [
  leftover({
    ...ORDERS,
    group: 'order_notes',
    find: ordersWith(({ note }) => Boolean(note)),
    erase: oneByOne((client, { id }) => clearOrderNote(client, id)),
  }),
  leftover({
    ...ORDERS,
    group: 'order_attributes',
    find: ordersWith(({ customAttributes }) => customAttributes.length > 0),
    erase: oneByOne((client, { id }) => clearOrderAttributes(client, id)),
  }),
]
