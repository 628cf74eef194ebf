/** Verifies exported ledgers and receipts without a database. Nothing here imports the rest of Kept. */
export * from './against/index.ts'
export { type Digest, digestBlock } from './digest.ts'
export { type OpenFile, type VerifyOptions, verifyLedger } from './ledger.ts'
export { describe, type LedgerProblem } from './problem.ts'
export { describeReceipt, verifyReceipt } from './receipt.ts'
export { reportOfLedger, reportOfReceipt } from './report.ts'
export type { Digester } from './threads.ts'
