/** Receipts: what a person can keep of a decision, with its proof. */
export { EVENT_STATES, type EventState, type Receipt } from './model.ts'
export { receiptOf } from './receipt-of.ts'
export { renderReceipt } from './render.ts'
