import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const objectionJob = shopJob.extend({ requestId: z.uuid() })
export type ObjectionJob = z.infer<typeof objectionJob>

/** Carries out an objection at Shopify. While Shopify is away it is tried again for about a day; then staff see what is left. */
export const objectionQueue = defineQueue({
  name: 'objection',
  schema: objectionJob,
  options: {
    retryLimit: 100,
    retryDelay: 2,
    retryDelayMax: 900,
    expireInSeconds: 300,
    heartbeatSeconds: 20,
    retentionSeconds: 7 * 24 * 3600,
  },
  atOnce: 4,
  hasGivenUp: true,
})
