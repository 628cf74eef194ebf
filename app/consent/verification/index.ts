/** Verifies exported ledgers and receipts without a database. Nothing here imports the rest of Kept. */
export * from './against/index.ts'
export { type VerifyOptions, verifyLedger } from './ledger.ts'
export { describe } from './problem.ts'
export { describeReceipt, verifyReceipt } from './receipt.ts'
export { reportOfLedger, reportOfReceipt } from './report.ts'
