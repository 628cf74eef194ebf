/** Restriction of processing: set, followed by what it means, and lifted after the person was told (GDPR Art. 18, note 054). */
export {
  actOnRestriction,
  type RestrictionAct,
  type RestrictionActResult,
  restrictionAct,
} from './acts.ts'
export { followMergedRestriction } from './follow-merge.ts'
export { startRestrictionJobs } from './jobs.ts'
export type { RestrictionButton } from './model.ts'
export {
  isRestrictionInForce,
  type RestrictionView,
  readRestrictionOf,
} from './read.ts'
export { type StoppedRestrictions, stoppedRestrictions } from './record/store.ts'
