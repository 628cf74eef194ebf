import { z } from 'zod'
import { identifiersOf } from '../../subjects/index.ts'
import { redactCustomer } from '../redact.ts'
import { customer, defineTopic, never } from './topic.ts'

/** The shop, or Shopify for the shop, requests the erasure of a customer. */
export const customersRedact = defineTopic({
  path: '/webhooks/compliance',
  payload: z.object({ shop_domain: z.string(), customer, orders_requested: never, data_request: never }),
  act: (tx, payload, message) => redactCustomer(tx, identifiersOf(payload.customer), message),
})
