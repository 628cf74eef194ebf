import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'
import { DRIFT_KINDS } from './words.ts'

const A_WEEK_SECONDS = 7 * 24 * 3600

/** Looks at what a shop shows. Retries for some hours; a day later there is the next look. */
export const lookQueue = defineQueue({
  name: 'drift-look',
  schema: shopJob,
  options: {
    retryLimit: 8,
    retryDelay: 60,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 20,
    retentionSeconds: A_WEEK_SECONDS,
  },
  hasGivenUp: true,
})

const driftMailJob = shopJob.extend({
  drifts: z.array(z.object({ kind: z.enum(DRIFT_KINDS), number: z.int() })).min(1),
})
export type DriftMailJob = z.infer<typeof driftMailJob>

/** Tells staff by mail what was found. Retries for about a day. */
export const driftMailQueue = defineQueue({
  name: 'drift-mail',
  schema: driftMailJob,
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
