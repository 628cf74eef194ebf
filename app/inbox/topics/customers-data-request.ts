import { z } from 'zod'
import { openAccessRequest } from '../../requests/index.ts'
import { identifiersOf } from '../../subjects/index.ts'
import { customer, defineTopic, id, never } from './topic.ts'

/** Ids of orders, as far as they are any: nothing is done by them, so an odd one keeps nothing from being done. */
const orders = z
  .unknown()
  .optional()
  .transform((list) => (Array.isArray(list) ? list.flatMap(asId) : []))

const asId = (value: unknown): string[] =>
  typeof value === 'number' || typeof value === 'string' ? [String(value).slice(0, 64)] : []

/** A customer asks the shop what it holds about them: a request is opened. */
export const customersDataRequest = defineTopic({
  path: '/webhooks/compliance',
  payload: z.object({
    shop_domain: z.string(),
    customer,
    orders_requested: orders,
    orders_to_redact: never,
    // Without it the request is opened all the same, only not found again when Shopify passes it on twice.
    data_request: z.object({ id }).nullish().catch(null),
  }),
  act: async (tx, payload, message) => {
    const opened = await openAccessRequest(tx, {
      person: identifiersOf(payload.customer),
      externalId: payload.data_request?.id ?? null,
      orders: payload.orders_requested,
      receivedAt: message.receivedAt,
      triggeredAt: message.triggeredAt,
    })
    return opened ?? { isFromErased: true }
  },
})
