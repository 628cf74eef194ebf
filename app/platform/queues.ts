import type { QueueOptions } from 'pg-boss'

export const QUEUE_SCHEMA = 'pgboss'

export type QueueName =
  | 'webhook'
  | 'webhook-given-up'
  | 'policy-publication'
  | 'policy-check'
  | 'banner-publication'
  | 'banner-publication-given-up'
  | 'marketing-write-back'
  | 'marketing-write-back-given-up'
  | 'checkpoint-delivery'
  | 'checkpoint-delivery-given-up'

/**
 * Every queue of the application. Shopify gives 30 days to act on a compliance webhook, so a job is retried with
 * back-off for about three days; then its message is shown to staff.
 */
export const QUEUES: Record<QueueName, QueueOptions & { deadLetter?: QueueName }> = {
  'webhook-given-up': { retryLimit: 100, retryDelay: 60, deleteAfterSeconds: 3600 },
  webhook: {
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 6 * 3600,
    expireInSeconds: 900,
    // The jobs of a process that was killed go on with another one this much later.
    heartbeatSeconds: 10,
    retentionSeconds: 30 * 24 * 3600,
    // A finished job still names its shop: it is not kept longer than it takes to look into a fault.
    deleteAfterSeconds: 3600,
    deadLetter: 'webhook-given-up',
  },
  // Puts the shop back for as long as it takes: about two days at one try every five minutes.
  'policy-publication': {
    retryLimit: 600,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 300,
    heartbeatSeconds: 10,
    deleteAfterSeconds: 3600,
  },
  'policy-check': {
    retryLimit: 20,
    retryDelay: 60,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    deleteAfterSeconds: 3600,
  },
  'banner-publication-given-up': { retryLimit: 100, retryDelay: 60, deleteAfterSeconds: 3600 },
  // About a day: staff see all along that the storefront still shows the banner before.
  'banner-publication': {
    retryLimit: 30,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 10,
    retentionSeconds: 7 * 24 * 3600,
    deleteAfterSeconds: 3600,
    deadLetter: 'banner-publication-given-up',
  },
  'marketing-write-back-given-up': { retryLimit: 100, retryDelay: 60, deleteAfterSeconds: 3600 },
  // About three days: an e-mail sent after a withdrawal cannot be taken back.
  'marketing-write-back': {
    retryLimit: 80,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 10,
    retentionSeconds: 7 * 24 * 3600,
    deleteAfterSeconds: 3600,
    deadLetter: 'marketing-write-back-given-up',
  },
  'checkpoint-delivery-given-up': { retryLimit: 100, retryDelay: 60, deleteAfterSeconds: 3600 },
  // About a day: then there is the next day's.
  'checkpoint-delivery': {
    retryLimit: 30,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3600,
    expireInSeconds: 300,
    heartbeatSeconds: 20,
    retentionSeconds: 7 * 24 * 3600,
    deleteAfterSeconds: 3600,
    deadLetter: 'checkpoint-delivery-given-up',
  },
}
