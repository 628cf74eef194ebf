/** The guide for auditors: how to check a shop's ledger without Kept. */
export type { AuditorsGuide } from './guide.ts'
export { publishedGuide, readAuditorsGuide } from './read.ts'
