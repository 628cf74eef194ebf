import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'
import type { SubjectId } from '../subjects/index.ts'
import { DELIVERY_CHANNELS } from './checkpoints/model.ts'

const writeBackJob = shopJob.extend({ subject: z.string().transform((id) => id as SubjectId) })
export type WriteBackJob = z.infer<typeof writeBackJob>

const A_WEEK_SECONDS = 7 * 24 * 3600

/** Tells Shopify of a withdrawal. About three days: an e-mail sent after it cannot be taken back. */
export const writeBackQueue = defineQueue({
  name: 'marketing-write-back',
  schema: writeBackJob,
  options: {
    retryLimit: 80,
    retryDelay: 2,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 10,
    retentionSeconds: A_WEEK_SECONDS,
  },
  hasGivenUp: true,
})

const deliveryJob = shopJob.extend({
  /** The checkpoint's. */
  size: z.number(),
  channel: z.enum(DELIVERY_CHANNELS),
  /** Number of the mail's recipient; 0 for the shop. */
  recipient: z.number(),
})
export type DeliveryJob = z.infer<typeof deliveryJob>

/** Sends a checkpoint out of the house. About a day: then there is the next day's. */
export const deliveryQueue = defineQueue({
  name: 'checkpoint-delivery',
  schema: deliveryJob,
  options: {
    retryLimit: 30,
    retryDelay: 5,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 20,
    retentionSeconds: A_WEEK_SECONDS,
  },
  hasGivenUp: true,
})
