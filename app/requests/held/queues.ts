import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const collectionJob = shopJob.extend({ requestId: z.uuid() })
export type CollectionJob = z.infer<typeof collectionJob>

/**
 * Reads what is held about who asks. While Shopify is away it is tried again for about half a day, and goes on where it
 * stopped; then staff are told, and can start it again.
 */
export const collectionQueue = defineQueue({
  name: 'held-collection',
  schema: collectionJob,
  options: {
    retryLimit: 60,
    retryDelay: 2,
    retryDelayMax: 900,
    expireInSeconds: 600,
    heartbeatSeconds: 20,
    retentionSeconds: 7 * 24 * 3600,
  },
  // Each has a page of rows in memory.
  atOnce: 4,
  hasGivenUp: true,
})
