import type { Customer, Order } from './model.ts'
import { anOrder } from './sales.ts'
import type { ShopState } from './state.ts'
import { orderBody } from './webhooks.ts'
import { FRENCH, GERMAN } from './words.ts'

/** The customer buys the shop's first product, and apps are told. */
export function placeOrder(state: ShopState, customer: Customer, at: Date): Order {
  const { shop } = state
  const [product] = shop.products
  const order = anOrder({
    id: state.nextId(),
    customer,
    bought: product ? [{ product, quantity: 1 }] : [],
    at,
    today: at,
    words: shop.locales[0]?.locale === 'de' ? GERMAN : FRENCH,
  })
  order.name = `#${1001 + shop.orders.length}`
  shop.orders.push(order)
  state.changed()
  state.tell('orders/create', orderBody(shop, order))
  return order
}
