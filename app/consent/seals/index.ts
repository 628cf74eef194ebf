/** Seals over the ledger: they prove that no event was changed, removed, added or reordered. */
export { exportLedger } from './export.ts'
export { growTree } from './grow-tree.ts'
export { PRIVATE_KEYS } from './keys-store.ts'
export { EVENTS_A_SEAL, SEAL_EVERY_MS, type SealState, type SigningKey, type StuckSealing } from './model.ts'
export { rotateSigningKey } from './rotate.ts'
export { sealDueLedgers, sealNext } from './seal.ts'
export { sealState } from './state.ts'
export { findStuck } from './stuck.ts'
