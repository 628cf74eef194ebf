import { defineQueue, shopJob } from '../platform/define-queue.ts'

/** About a day: staff see all along that the storefront still shows the banner before. */
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
