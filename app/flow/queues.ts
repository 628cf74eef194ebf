import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'

const flowJob = shopJob.extend({ key: z.string() })
export type FlowJob = z.infer<typeof flowJob>

/** Tells Shopify Flow of what happened. A workflow that runs days later helps nobody: it is given up after a day. */
export const flowQueue = defineQueue({
  name: 'flow-trigger',
  schema: flowJob,
  options: {
    retryLimit: 40,
    retryDelay: 2,
    retryDelayMax: 3600,
    expireInSeconds: 120,
    heartbeatSeconds: 20,
    retentionSeconds: 2 * 24 * 3600,
  },
})
