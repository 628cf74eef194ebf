import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const restrictionJob = shopJob.extend({ restrictionId: z.uuid() })
export type RestrictionJob = z.infer<typeof restrictionJob>

/**
 * Takes the steps of a restriction that was set, or that has ended. While Shopify is away it is tried again for about a day; then
 * staff are told, and the daily look begins it again.
 */
export const restrictionQueue = defineQueue({
  name: 'restriction',
  schema: restrictionJob,
  options: {
    retryLimit: 100,
    retryDelay: 2,
    retryDelayMax: 900,
    expireInSeconds: 300,
    heartbeatSeconds: 20,
    retentionSeconds: 7 * 24 * 3600,
  },
  hasGivenUp: true,
})
