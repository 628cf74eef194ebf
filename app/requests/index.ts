/** Requests of data subjects (GDPR Art. 15 to 22). */
export { type ActResult, actOnRequest, staffAct } from './act.ts'
export * from './answer/index.ts'
export { type AssignResult, assignment, assignRequests } from './assign.ts'
export { dayIn } from './clock/model.ts'
export { erasePerson } from './erase.ts'
export * from './erasure/index.ts'
export * from './erasure/proof/index.ts'
export { type Filing, type FilingProblem, fileRequest, filing, filingProblems } from './file.ts'
export {
  type Collection,
  chooseHeld,
  glanceAtHeld,
  type HeldChoiceResult,
  type HeldGlance,
  type HeldPageOfRows,
  heldChoice,
  heldQuery,
  readCollection,
  readGrantedAccess,
  readHeldPage,
  type SeenRow,
  startCollecting,
} from './held/index.ts'
export {
  actOnIdentity,
  askForMailboxLink,
  canSendLinks,
  type IdentityAct,
  type IdentityResult,
  identityAct,
  isLinkToken,
  type RequestIdentity,
  readIdentity,
  readMailboxVisit,
  readProof,
  redeemMailboxLink,
  takeTurn,
} from './identity/index.ts'
export { startRequestJobs } from './jobs.ts'
export type { PossibleAct } from './lifecycle/acts.ts'
export type { RequestEvent } from './lifecycle/events.ts'
export { type RequestDetail, readRequest } from './lifecycle/read-life.ts'
export * from './limits.ts'
export { findPeople, type ListedRequest, listQuery, listRequests, type RequestListQuery } from './list.ts'
export { type MailText, mailTextOf, type RequestMails, readRequestMails } from './mails.ts'
export { noteReceiptConfirmed } from './note-receipt.ts'
export * from './objection/index.ts'
export { openAccessRequest } from './open-from-shopify.ts'
export { readOriginal } from './original/read.ts'
export { type ReadMail, readMail } from './original/read-mail.ts'
export * from './person/index.ts'
export * from './rectification/index.ts'
export * from './restriction/index.ts'
export * from './review/index.ts'
export * from './settings/model.ts'
export { type RequestSettingsSaved, saveRequestSettings, typedSettings } from './settings/save.ts'
export { type RequestSettingsOverview, readSettingsOverview } from './settings-overview.ts'
export type { SupplementaryStatement } from './statements/store.ts'
export { countOpenRequests, whoAsks } from './store.ts'
