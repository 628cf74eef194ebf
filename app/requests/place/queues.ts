import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const placeJob = shopJob.extend({ requestId: z.uuid() })
export type PlaceJob = z.infer<typeof placeJob>

/** Asks Shopify where a customer lives, which decides the law. Retries for about a day: deadlines count from the request. */
export const placeQueue = defineQueue({
  name: 'request-place',
  schema: placeJob,
  options: {
    retryLimit: 30,
    retryDelay: 2,
    retryDelayMax: 3600,
    expireInSeconds: 120,
    heartbeatSeconds: 20,
    retentionSeconds: 2 * 24 * 3600,
  },
})
