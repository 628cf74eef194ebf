import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

const recipientJob = shopJob.extend({ taskId: z.uuid(), delivery: z.int(), tries: z.int() })
export type RecipientJob = z.infer<typeof recipientJob>

/** Seconds of a process that a task may take: its call ends after ten. */
const EXPIRES_SECONDS = 60

/**
 * One try of telling one recipient. A killed try is done again under the same number; further tries are the task's own
 * (`timeline/model.ts`), because they take days.
 */
export const recipientQueue = defineQueue({
  name: 'recipient-task',
  schema: recipientJob,
  options: {
    retryLimit: 5,
    retryDelay: 5,
    retryDelayMax: 60,
    expireInSeconds: EXPIRES_SECONDS,
    heartbeatSeconds: 20,
    retentionSeconds: 24 * 3600,
  },
  atOnce: 20,
})
