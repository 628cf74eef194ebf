import type { PolicyLanguage } from '../../policy/index.ts'
import type { Receipt } from './model.ts'

/** The receipt as a page of its own: readable on a phone, printable, nothing in it runs or is fetched. */
export function renderReceipt(_receipt: Receipt, _language: PolicyLanguage): string {
  throw new Error('Not written yet')
}
