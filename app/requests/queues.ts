import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

const linkJob = shopJob.extend({ linkId: z.uuid() })
export type LinkJob = z.infer<typeof linkJob>

/** Finds out the address on file and sends a one-time link there. A person waits: it is given up within the hour. */
export const linkQueue = defineQueue({
  name: 'identity-link',
  schema: linkJob,
  options: {
    retryLimit: 10,
    retryDelay: 2,
    retryDelayMax: 600,
    expireInSeconds: 120,
    heartbeatSeconds: 20,
    retentionSeconds: 24 * 3600,
  },
  hasGivenUp: true,
})

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
