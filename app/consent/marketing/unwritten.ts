import type { ShopTransaction } from '../../platform/db.ts'
import { customerIdOf } from '../../subjects/index.ts'
import { listUnwritten, type NotedWriteBack } from './store.ts'

export interface UnwrittenWithdrawal extends NotedWriteBack {
  /** Shopify's id of the customer. */
  customerId: string | null
}

/** Withdrawals that staff have to see to because Shopify did not take them, and whose they are; the oldest first. */
export async function unwrittenWithdrawals(tx: ShopTransaction, size: number): Promise<UnwrittenWithdrawal[]> {
  const withdrawals: UnwrittenWithdrawal[] = []
  for (const noted of await listUnwritten(tx, size)) {
    withdrawals.push({ ...noted, customerId: await customerIdOf(tx, noted.subjectId) })
  }
  return withdrawals
}
