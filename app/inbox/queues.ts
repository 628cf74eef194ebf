import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

/** Stored webhooks of one shop, in the order of arrival. */
const webhookJob = shopJob.extend({ messageIds: z.array(z.string()) })
export type WebhookJob = z.infer<typeof webhookJob>

/**
 * Shopify allows 30 days for a compliance webhook: Kept retries for about three days, then shows the message to staff.
 */
export const webhookQueue = defineQueue({
  name: 'webhook',
  schema: webhookJob,
  options: {
    retryLimit: 20,
    retryDelay: 2,
    retryDelayMax: 6 * 3600,
    expireInSeconds: 900,
    // The time after which another process takes over the jobs of a killed one.
    heartbeatSeconds: 10,
    retentionSeconds: 30 * 24 * 3600,
  },
  hasGivenUp: true,
})
