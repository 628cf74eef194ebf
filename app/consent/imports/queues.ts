import { z } from 'zod'
import { defineQueue, shopJob } from '../../platform/define-queue.ts'

const importJob = shopJob.extend({ importId: z.uuid() })
export type ImportJob = z.infer<typeof importJob>

/** Reads a whole file, to check it or to import it. Killed anywhere, it goes on behind the last rows that were noted. */
export const importQueue = defineQueue({
  name: 'consent-import',
  schema: importJob,
  options: {
    retryLimit: 20,
    retryDelay: 2,
    retryDelayMax: 60,
    expireInSeconds: 4 * 3600,
    heartbeatSeconds: 20,
    retentionSeconds: 7 * 24 * 3600,
  },
  // Each keeps a connection and a processor busy.
  atOnce: 2,
  hasGivenUp: true,
})
