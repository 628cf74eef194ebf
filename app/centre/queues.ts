import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

const readingJob = shopJob.extend({ readingId: z.uuid() })
export type ReadingJob = z.infer<typeof readingJob>

/** Reads the beginning of what is held about a customer. They wait for it: it is given up within minutes. */
export const heldCopyQueue = defineQueue({
  name: 'held-copy',
  schema: readingJob,
  options: {
    retryLimit: 5,
    retryDelay: 2,
    retryDelayMax: 60,
    expireInSeconds: 120,
    heartbeatSeconds: 20,
    retentionSeconds: 3600,
  },
  hasGivenUp: true,
})

/** Forgets what was read, an hour later. */
export const forgetCopyQueue = defineQueue({
  name: 'held-copy-over',
  schema: readingJob,
  options: {
    retryLimit: 100,
    retryDelay: 10,
    retryDelayMax: 600,
    expireInSeconds: 60,
    heartbeatSeconds: 20,
    retentionSeconds: 7 * 24 * 3600,
  },
})
