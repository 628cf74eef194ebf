/** Compares a ledger with earlier evidence, which finds what no single file can show. */
export { type Contradiction, describeContradiction, sourceOf } from './contradiction.ts'
export {
  type KnownCheckpoint,
  type KnownEvidence,
  knownCheckpoint,
  knownExport,
  knownReceipt,
  knownText,
} from './known.ts'
export { verifyAgainst } from './verify.ts'
export { verifyAgainstAll } from './verify-all.ts'
