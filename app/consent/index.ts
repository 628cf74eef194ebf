/** Consent: the ledger of visitors' decisions, its proofs, and the exchange of marketing consent with Shopify. */
export { agreedPurposes } from './agreed.ts'
export { arrivalsStopped, hasAskedVisitors } from './arrivals/index.ts'
export {
  type Audit,
  type AuditFinding,
  type AuditResult,
  type AuditStatus,
  askForAudit,
  auditStatus,
  cancelAudit,
} from './audit/index.ts'
export { type AuditorsGuide, publishedGuide, readAuditorsGuide } from './auditors/index.ts'
export {
  type CheckpointState,
  checkpointState,
  type Delivery,
  guideAddress,
  LEDGER_PATH,
  nameRecipient,
  publishedCheckpoint,
  publishedConsistency,
  publishedKeys,
  type RecipientNamed,
} from './checkpoints/index.ts'
export { type CountedDay, countVisit, type StorefrontCounts, storefrontCounts, writeVisits } from './counts/index.ts'
export * from './explore/index.ts'
export { startConsentJobs } from './jobs.ts'
export * from './ledger/index.ts'
export { introduction, linkToCustomer } from './link.ts'
export { followMerge } from './marketing/follow-merge.ts'
export { forgetWriteBackJobs } from './marketing/follow-up.ts'
export { type MarketingFact, reasonNotToWrite } from './marketing/model.ts'
export { isSuppressed, noticeSuppressed } from './marketing/notice-suppressed.ts'
export { recordMarketing } from './marketing/record.ts'
export { countUnwritten, enteredBy } from './marketing/store.ts'
export { type Suppression, suppressContacts, suppressionsOf } from './marketing/suppressions-store.ts'
export { type UnwrittenWithdrawal, unwrittenWithdrawals } from './marketing/unwritten.ts'
export { retryWriteBacks } from './marketing/write-back.ts'
export { BANNER_HASH, decision, purposeKey } from './model.ts'
export { askedPurposes, purposeNames } from './purpose-names.ts'
export { receiptOf, renderReceipt } from './receipts/index.ts'
export { recordDecision } from './record.ts'
export { recordOwnChoice } from './record-own.ts'
export {
  exportLedger,
  findStuck,
  PRIVATE_KEYS,
  rotateSigningKey,
  type SealState,
  type SigningKey,
  type StuckSealing,
  sealState,
  signForShop,
} from './seals/index.ts'
export { writeSignals } from './signals/write.ts'
export { type ConsentCounts, countDecisions, countDecisionsOn, countStorefrontDecisions } from './store.ts'
export { withdraw } from './withdraw.ts'
export type { ShownWording } from './wordings/model.ts'
export { findShownWording } from './wordings/store.ts'
