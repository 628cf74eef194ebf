/** The states of an audit. */
export const AUDIT_STATES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const
export type AuditState = (typeof AUDIT_STATES)[number]

/** An open audit is not begun a second time. */
export const isOpenAudit = (state: AuditState): boolean => state === 'waiting' || state === 'running'
