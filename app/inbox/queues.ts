import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

/** Stored webhooks of one shop, in the order they came. */
const webhookJob = shopJob.extend({ messageIds: z.array(z.string()) })
export type WebhookJob = z.infer<typeof webhookJob>

/** Shopify gives 30 days to act on a compliance webhook: about three days of tries, then staff are shown the message. */
export const webhookQueue = defineQueue({
  name: 'webhook',
  schema: webhookJob,
  options: {
    retryLimit: 20,
    retryDelay: 2,
    retryDelayMax: 6 * 3600,
    expireInSeconds: 900,
    // The jobs of a process that was killed go on with another one this much later.
    heartbeatSeconds: 10,
    retentionSeconds: 30 * 24 * 3600,
  },
  hasGivenUp: true,
})
