/** Verifying without a database: exported ledgers and receipts. Nothing here knows the rest of Kept. */
export * from './against/index.ts'
export { type LedgerVerdict, type Open, type VerifyOptions, verifyLedger } from './ledger.ts'
export { describe, type LedgerProblem } from './problem.ts'
export { describeReceipt, type ReceiptVerdict, verifyReceipt } from './receipt.ts'
export { reportOfLedger, reportOfReceipt } from './report.ts'
