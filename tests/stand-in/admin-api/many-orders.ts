import { generatedOrder, generatedOrderId, type ManyOrders, orderedAt, placeOf } from '../generate/orders.ts'
import { cents } from '../shop/model/orders.ts'
import { type Customer, customerWith, type Order, type Shop } from '../shop/model.ts'
import { cursorOf, type PageArguments, placeIn, sizeOf } from './connection.ts'
import { notImplemented } from './context.ts'

export const manyOrdersOf = ({ manyOrders }: Shop, customerId: number) =>
  manyOrders.find((many) => many.customerId === customerId)

/** A generated order by its id. */
export function manyOrderWith(shop: Shop, id: number): Order | undefined {
  for (const many of shop.manyOrders) {
    const place = placeOf(id, many)
    const customer = customerWith(shop, many.customerId)
    if (place !== undefined && customer) return generatedOrder(place, many, customer)
  }
  return undefined
}

interface Asked extends PageArguments {
  query?: string
  sortKey?: string
}

/** Sorted so, they stand in the order in which they were made. */
const AS_MADE = [undefined, 'ID', 'CREATED_AT', 'PROCESSED_AT', 'UPDATED_AT']

/**
 * A page of a customer's generated orders: those of the page are made, and no others.
 *
 * @param since older ones are not shown
 */
export function manyOrdersPage(many: ManyOrders, customer: Customer, asked: Asked, since: Date | null) {
  const { query, sortKey, reverse = false, after, before } = asked
  if (query) throw notImplemented('search of generated orders')
  if (!AS_MADE.includes(sortKey)) throw notImplemented(`order of generated orders by ${sortKey}`)
  const size = sizeOf(asked)
  const lowest = since ? firstSince(many, since) : 0
  const total = many.count - lowest
  // Counted from the side on which the reading begins.
  const rank = (cursor: string) => {
    const place = Math.min(many.count, Math.max(lowest - 1, placeIn(cursor)[1] - generatedOrderId(0, many)))
    return reverse ? many.count - 1 - place : place - lowest
  }
  const from = after ? rank(after) + 1 : 0
  const to = before ? rank(before) : total
  const [start, end] =
    asked.first === undefined && asked.last !== undefined
      ? [Math.max(from, to - size), to]
      : [from, Math.max(from, Math.min(to, from + size))]
  const nodes = Array.from({ length: Math.max(0, end - start) }, (_, n) => {
    const place = reverse ? many.count - 1 - (start + n) : lowest + start + n
    return generatedOrder(place, many, customer)
  })
  const cursors = nodes.map(({ id, createdAt }) =>
    cursorOf([sortKey === undefined || sortKey === 'ID' ? id : createdAt, id]),
  )
  return {
    nodes,
    edges: nodes.map((node, n) => ({ node, cursor: cursors[n] })),
    pageInfo: {
      hasNextPage: end < total,
      hasPreviousPage: start > 0,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  }
}

function firstSince(many: ManyOrders, since: Date): number {
  let place = many.count
  while (place > 0 && orderedAt(place - 1, many) >= since) place -= 1
  return place
}

const totals = new WeakMap<ManyOrders, number>()

/** What they cost together: added once. */
export function spentOnMany(many: ManyOrders, customer: Customer): number {
  const known = totals.get(many)
  if (known !== undefined) return known
  let sum = 0
  for (let place = 0; place < many.count; place += 1) sum += generatedOrder(place, many, customer).total
  totals.set(many, cents(sum))
  return cents(sum)
}
