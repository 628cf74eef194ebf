import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

const A_WEEK_SECONDS = 7 * 24 * 3600

const mailJob = shopJob.extend({ mailId: z.uuid() })
export type MailJob = z.infer<typeof mailJob>

/** Sends a mail. Retries for about a day. */
export const mailQueue = defineQueue({
  name: 'mail',
  schema: mailJob,
  options: {
    retryLimit: 30,
    retryDelay: 5,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 20,
    retentionSeconds: A_WEEK_SECONDS,
  },
  atOnce: 20,
  hasGivenUp: true,
})
