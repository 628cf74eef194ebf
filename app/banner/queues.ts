import { defineQueue, shopJob } from '../platform/define-queue.ts'

/** Retries for about a day. Meanwhile staff see that the storefront still shows the older banner. */
export const bannerQueue = defineQueue({
  name: 'banner-publication',
  schema: shopJob,
  options: {
    retryLimit: 30,
    retryDelay: 2,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 10,
    retentionSeconds: 7 * 24 * 3600,
  },
  hasGivenUp: true,
})
