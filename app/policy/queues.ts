import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

const publicationJob = shopJob.extend({ publicationId: z.string() })
export type PublicationJob = z.infer<typeof publicationJob>

/** Restores the shop for about two days, with one try every five minutes. */
export const publicationQueue = defineQueue({
  name: 'policy-publication',
  schema: publicationJob,
  options: { retryLimit: 600, retryDelay: 2, retryDelayMax: 300, expireInSeconds: 300, heartbeatSeconds: 10 },
})

/** Has the published pages link to where Kept is on the storefront, after the publication that is under way. */
export const linksQueue = defineQueue({
  name: 'policy-links',
  schema: shopJob,
  options: { retryLimit: 30, retryDelay: 5, retryDelayMax: 3600, expireInSeconds: 300, heartbeatSeconds: 10 },
})

/** Tells the banner that another version of the register is in force. */
export const publishedQueue = defineQueue({
  name: 'policy-published',
  schema: shopJob,
  options: { retryLimit: 30, retryDelay: 2, retryDelayMax: 3600, expireInSeconds: 300, heartbeatSeconds: 10 },
})
