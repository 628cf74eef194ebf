import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const answerJob = shopJob.extend({ requestId: z.uuid() })
export type AnswerJob = z.infer<typeof answerJob>

/** Makes the file of an answer. Staff wait for it, so it is given up within minutes; they can ask again. */
export const answerQueue = defineQueue({
  name: 'request-answer',
  schema: answerJob,
  options: {
    retryLimit: 10,
    retryDelay: 1,
    retryDelayMax: 30,
    expireInSeconds: 1800,
    heartbeatSeconds: 10,
    retentionSeconds: 24 * 3600,
  },
  // Each holds a portion of a file in memory, and keeps a core busy.
  atOnce: 2,
  hasGivenUp: true,
})
