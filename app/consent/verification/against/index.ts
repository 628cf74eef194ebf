/** A ledger compared with what was known of it before: what no file can tell by itself. */
export { type Contradiction, describeContradiction, sourceOf } from './contradiction.ts'
export { type KnownEvidence, knownCheckpoint, knownExport, knownReceipt, knownText } from './known.ts'
export { verifyAgainst } from './verify.ts'
