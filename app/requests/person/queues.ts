import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const intakeJob = shopJob.extend({ intakeId: z.uuid() })
export type IntakeJob = z.infer<typeof intakeJob>

/** Works what strangers sent from the storefront. It is never given up: a request was received, and its time counts. */
export const intakeQueue = defineQueue({
  name: 'request-intake',
  schema: intakeJob,
  options: {
    retryLimit: 1_000,
    retryDelay: 2,
    retryDelayMax: 600,
    expireInSeconds: 120,
    heartbeatSeconds: 20,
    retentionSeconds: 14 * 24 * 3600,
  },
})
