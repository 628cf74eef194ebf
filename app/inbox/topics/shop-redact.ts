import { z } from 'zod'
import { defineTopic, never } from './topic.ts'

/** 48 hours after Kept was removed: everything of the shop is erased, in steps (erase-shop.ts). */
export const shopRedact = defineTopic({
  path: '/webhooks/compliance',
  payload: z.object({ shop_domain: z.string(), customer: never, data_request: never, orders_to_redact: never }),
  act: null,
})
