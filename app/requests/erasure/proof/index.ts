/** The proof of an erasure: a signed document that outlives the person. */
export type { ProofVersion } from './model.ts'
export { readErasureProof } from './read.ts'
export { newestProofs, proofVersions } from './store.ts'
