import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const rectificationJob = shopJob.extend({ requestId: z.uuid(), work: z.enum(['read', 'apply']) })
export type RectificationJob = z.infer<typeof rectificationJob>

/**
 * Reads what can be corrected, or writes what was accepted. While Shopify is away it is tried again for about a day; then staff are
 * told on the request's page, and go on.
 */
export const rectificationQueue = defineQueue({
  name: 'rectification',
  schema: rectificationJob,
  options: {
    retryLimit: 100,
    retryDelay: 2,
    retryDelayMax: 900,
    expireInSeconds: 600,
    heartbeatSeconds: 20,
    retentionSeconds: 7 * 24 * 3600,
  },
  atOnce: 4,
  hasGivenUp: true,
})
