import { z } from 'zod'
import { defineQueue, shopJob } from '../platform/define-queue.ts'
import type { SubjectId } from '../subjects/index.ts'
import { DELIVERY_CHANNELS } from './checkpoints/model.ts'

const writeBackJob = shopJob.extend({ subject: z.string().transform((id) => id as SubjectId) })
export type WriteBackJob = z.infer<typeof writeBackJob>

const A_WEEK_SECONDS = 7 * 24 * 3600

/**
 * Tells Shopify of a withdrawal. Retries for about three days, because an e-mail that is sent after the withdrawal
 * cannot be undone.
 */
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
  /** The checkpoint's size. */
  size: z.number(),
  channel: z.enum(DELIVERY_CHANNELS),
  /** The number of the mail recipient; 0 for the shop. */
  recipient: z.number(),
})
export type DeliveryJob = z.infer<typeof deliveryJob>

const auditJob = shopJob.extend({ number: z.int().positive() })
export type AuditJob = z.infer<typeof auditJob>

/** Verifies a whole ledger. Somebody waits for it, so it is given up within minutes; staff can ask again. */
export const auditQueue = defineQueue({
  name: 'ledger-audit',
  schema: auditJob,
  options: {
    retryLimit: 10,
    retryDelay: 1,
    retryDelayMax: 30,
    expireInSeconds: 3600,
    heartbeatSeconds: 10,
    retentionSeconds: 24 * 3600,
  },
  // Each holds a portion of a ledger in memory, and keeps a thread busy.
  atOnce: 2,
  hasGivenUp: true,
})

/** Delivers a checkpoint. Retries for about a day; then there is the next day's checkpoint. */
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
