/** Checkpoints: each day's signed root of the whole ledger, delivered outside of Kept. */
export { type CheckpointCopy, checkpointAtShop } from './at-shop.ts'
export { noteDeliveryGivenUp, workDelivery } from './deliver.ts'
export { issueDueCheckpoints } from './issue.ts'
export type { CheckpointState, Delivery } from './model.ts'
export { guideAddress, LEDGER_PATH, publishedCheckpoint, publishedConsistency, publishedKeys } from './published.ts'
export { nameRecipient, type RecipientNamed } from './recipient.ts'
export { checkpointState } from './state.ts'
export { allCheckpoints } from './store.ts'
