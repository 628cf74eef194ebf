/** Consent: the banner's configuration, and the ledger of what visitors decided. */
export * from './check/index.ts'
export {
  type CheckpointState,
  checkpointState,
  type Delivery,
  LEDGER_PATH,
  nameRecipient,
  publishedCheckpoint,
  publishedConsistency,
  publishedKeys,
  type RecipientNamed,
} from './checkpoints/index.ts'
export type { LineGap, PurposeLine } from './configuration/lines.ts'
export { findBannerVersion } from './configuration/store.ts'
export * from './explore/index.ts'
export { type BannerVersionPage, type BannerVersionSummary, listBannerVersions } from './history/list.ts'
export { type BannerVersionRead, readBannerVersion } from './history/read.ts'
export { type BannerState, bannerState, lookAtPrivacy } from './installation/health.ts'
export { type TakenOver, takeOver } from './installation/install.ts'
export { startConsentJobs } from './jobs.ts'
export * from './ledger/index.ts'
export { introduction, linkToCustomer } from './link.ts'
export { followMerge } from './marketing/follow-merge.ts'
export { forgetWriteBackJobs } from './marketing/follow-up.ts'
export type { MarketingChannel, MarketingFact, MarketingResult } from './marketing/model.ts'
export { type MarketingOutcome, recordMarketing } from './marketing/record.ts'
export { countUnwritten, enteredBy } from './marketing/store.ts'
export { type UnwrittenWithdrawal, unwrittenWithdrawals } from './marketing/unwritten.ts'
export { retryWriteBacks } from './marketing/write-back.ts'
export { BANNER_HASH, type Decision, decision, type RecordedDecision } from './model.ts'
export { type BannerPreview, previewBanner } from './preview-banner.ts'
export { enqueueBannerPublication, publishFirstBanner } from './publish-banner.ts'
export { askedPurposes, purposeNames } from './purpose-names.ts'
export { type EventState, type Receipt, receiptOf, renderReceipt } from './receipts/index.ts'
export { recordDecision } from './record.ts'
export { storefrontLanguages } from './rendering/extension.ts'
export { FROZEN_PAGE_POLICY, SCREENS, type Screen } from './rendering/page.ts'
export { readRendering } from './rendering/read.ts'
export type { Rendering } from './rendering/store.ts'
export {
  exportLedger,
  findStuck,
  PRIVATE_KEYS,
  rotateSigningKey,
  type SealState,
  type SigningKey,
  type Stuck,
  sealState,
} from './seals/index.ts'
export type { ContrastOf, SettingFinding } from './settings/judge.ts'
export { type BannerSettings, type Look, MOST_SETTINGS_BYTES } from './settings/model.ts'
export { type SettingsSaved, saveSettings } from './settings/save.ts'
export { readSettings } from './settings/store.ts'
export { countDecisions } from './store.ts'
export { type Withdrawal, withdraw } from './withdraw.ts'
