/** Audits: staff have the whole ledger verified as it stands in the database. */
export { askForAudit, auditStatus, cancelAudit } from './ask.ts'
export type { Audit, AuditFinding, AuditResult, AuditStatus } from './model.ts'
export { noteAuditGivenUp, workAudit } from './run.ts'
