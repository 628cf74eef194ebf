import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import { isRememberedErased, noticeReturn } from '../requests/index.ts'
import type { Outcome } from './model.ts'
import type { MessageToWork } from './store.ts'
import { defineTopic, id, type TopicDefinition } from './topics/topic.ts'

/** Of a customer no more is read than by what an erased person is known again. */
const payload = z.object({
  id,
  email: z.string().max(512).nullish().catch(null),
  phone: z.string().max(64).nullish().catch(null),
  updated_at: z.coerce.date().nullish().catch(null),
})

type Body = z.infer<typeof payload>

const seenIn = ({ id: customerId, email, phone }: Body) => ({
  id: customerId,
  email: email ?? null,
  phone: phone ?? null,
})

const concerns = (tx: ShopTransaction, body: Body) => isRememberedErased(tx, seenIn(body))

const act =
  (way: 'customer_created' | 'customer_updated') =>
  async (tx: ShopTransaction, body: Body, { triggeredAt }: MessageToWork): Promise<Outcome> => {
    return { returned: await noticeReturn(tx, seenIn(body), way, { at: body.updated_at ?? null, triggeredAt }) }
  }

/** A topic that tells of a customer: somebody who was erased may be there again. */
export const seenCustomer = (way: 'customer_created' | 'customer_updated'): TopicDefinition<Body> =>
  defineTopic({ path: '/webhooks/customers', payload, concerns, act: act(way) })
