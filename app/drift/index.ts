/** Drift: whether the shop still shows what Kept published and declared, who is told of it, and when somebody looked. */
export { startDriftJobs } from './jobs.ts'
export { lookNow } from './look.ts'
export { type DriftOverview, driftOverview, type OpenDrift } from './overview.ts'
export { nameDriftRecipient, type RecipientSaved, toldWish } from './recipient.ts'
