/** Receipts: what a person can keep of a decision, with its proof. */

export { receiptOf } from './receipt-of.ts'
export { renderReceipt } from './render.ts'
