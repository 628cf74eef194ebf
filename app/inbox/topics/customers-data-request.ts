import { z } from 'zod'
import { openAccessRequest } from '../../requests/index.ts'
import { identifiersOf } from '../../subjects/index.ts'
import { customer, defineTopic, id, never } from './topic.ts'

/** Ids of orders. They only describe the request, so invalid ones are left out and do not stop it. */
const orders = z
  .unknown()
  .optional()
  .transform((list) => (Array.isArray(list) ? list.flatMap(asId) : []))

const asId = (value: unknown): string[] =>
  typeof value === 'number' || typeof value === 'string' ? [String(value).slice(0, 64)] : []

/** A customer asks the shop for their data: a request is opened. */
export const customersDataRequest = defineTopic({
  path: '/webhooks/compliance',
  payload: z.object({
    shop_domain: z.string(),
    customer,
    orders_requested: orders,
    orders_to_redact: never,
    // Without this id the request is opened too, but a repeated call is not recognised.
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
