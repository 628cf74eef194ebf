import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const erasureJob = shopJob.extend({ erasureId: z.uuid() })
export type ErasureJob = z.infer<typeof erasureJob>

/**
 * Makes the plan of an erasure, and takes its steps once it is confirmed. While Shopify is away it is tried again for about a
 * day; then staff are told, and the daily look begins it again.
 */
export const erasureQueue = defineQueue({
  name: 'erasure',
  schema: erasureJob,
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
