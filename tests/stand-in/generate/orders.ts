import type { Customer, Order } from '../shop/model.ts'
import { DAY_MS } from '../shop/people.ts'
import { anOrder } from '../shop/sales.ts'
import { TEAS } from '../shop/tea-products.ts'
import { FRENCH } from '../shop/words.ts'

/**
 * A customer who ordered very often. Their orders are made as they are read, the same for the same place: the shop
 * stores this description alone.
 */
export interface ManyOrders {
  customerId: number
  count: number
  /** When the last of them was made. */
  latest: string
}

/** Ids of generated orders: no seeded order has one. */
const FIRST_ID = 6_000_000_000_000

/** Room for the orders of one customer. */
const IDS_A_CUSTOMER = 1_000_000

const HOURS_BETWEEN = 7

export const generatedOrderId = (place: number, { customerId }: ManyOrders) =>
  FIRST_ID + (customerId % IDS_A_CUSTOMER) * IDS_A_CUSTOMER + place

/** The place of an order among them, the oldest first; undefined for an id that is none of theirs. */
export function placeOf(id: number, many: ManyOrders): number | undefined {
  const place = id - generatedOrderId(0, many)
  return place >= 0 && place < many.count ? place : undefined
}

export const orderedAt = (place: number, { count, latest }: ManyOrders) =>
  new Date(Date.parse(latest) - (count - 1 - place) * HOURS_BETWEEN * 3_600_000)

/** The order at a place, the oldest at 0. */
export function generatedOrder(place: number, many: ManyOrders, customer: Customer): Order {
  const product = TEAS[place % TEAS.length]
  const other = TEAS[(place * 7 + 3) % TEAS.length]
  const at = orderedAt(place, many)
  const order = anOrder({
    id: generatedOrderId(place, many),
    customer,
    bought: [product, other].flatMap((one) => (one ? [{ product: one, quantity: 1 + (place % 3) }] : [])),
    at,
    today: new Date(+at + 30 * DAY_MS),
    words: FRENCH,
  })
  return { ...order, name: `#${100_001 + place}` }
}

/** All of them, the oldest first, one in memory at a time. */
export function* generatedOrders(many: ManyOrders, customer: Customer): Generator<Order> {
  for (let place = 0; place < many.count; place += 1) yield generatedOrder(place, many, customer)
}
