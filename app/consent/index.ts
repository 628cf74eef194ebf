/** Consent: the banner's configuration, and the ledger of what visitors decided. */
export { findBannerVersion } from './configuration/store.ts'
export { startConsentJobs } from './jobs.ts'
export * from './ledger/index.ts'
export { type Decision, decision, type RecordedDecision } from './model.ts'
export { enqueueBannerPublication, publishFirstBanner } from './publish-banner.ts'
export { purposeNames } from './purpose-names.ts'
export { recordDecision } from './record.ts'
export { type ConsentEventRow, countDecisions, listDecisions } from './store.ts'
