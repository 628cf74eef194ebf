/** Receipts: the proof of a decision that a person can keep. */

export { receiptOf } from './receipt-of.ts'
export { renderReceipt } from './render.ts'
