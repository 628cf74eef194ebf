import type { ShopTransaction } from '../../platform/db.ts'
import type { Language } from '../../register/index.ts'
import type { Receipt } from './model.ts'

/**
 * The receipt of an event: what was decided, in the terms of ISO/IEC TS 27560, with the proof that it is in the sealed
 * ledger. Null when there is no such record, or its person was erased.
 *
 * @param language of names and descriptions; by default the one that the person was asked in
 */
export async function receiptOf(
  _tx: ShopTransaction,
  _recordId: string,
  _language?: Language,
): Promise<Receipt | null> {
  throw new Error('Not written yet')
}
