/** Verifies exported ledgers and receipts without a database. Nothing here imports the rest of Kept. */

export { fingerprintOf, isSignedBy } from '../seals/signature.ts'
export * from './against/index.ts'
export { type Digest, digestBlock } from './digest.ts'
export { followKeys } from './keys.ts'
export { type OpenFile, type VerifyOptions, verifyLedger } from './ledger.ts'
export { describe, type KeyProblem, type LedgerProblem } from './problem.ts'
export { describeReceipt, verifyReceipt } from './receipt.ts'
export { aboutKey, reportOfLedger, reportOfReceipt } from './report.ts'
export type { Digester } from './threads.ts'
