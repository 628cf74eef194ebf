import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

const outgoingJob = shopJob.extend({ deliveryId: z.uuid(), tries: z.int() })
export type OutgoingJob = z.infer<typeof outgoingJob>

/** One try of one delivery. Further tries are the delivery's own (`model.ts`), because they take days. */
export const outgoingQueue = defineQueue({
  name: 'outgoing-webhook',
  schema: outgoingJob,
  options: {
    retryLimit: 5,
    retryDelay: 5,
    retryDelayMax: 60,
    expireInSeconds: 60,
    heartbeatSeconds: 20,
    retentionSeconds: 24 * 3600,
  },
  atOnce: 20,
})
