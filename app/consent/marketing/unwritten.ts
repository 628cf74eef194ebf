import type { ShopTransaction } from '../../platform/db.ts'
import { customerIdOf } from '../../subjects/index.ts'
import { listUnwritten, type NotedWriteBack } from './store.ts'

export interface UnwrittenWithdrawal extends NotedWriteBack {
  /** Shopify's id of the customer. */
  customerId: string | null
}

/** The withdrawals that staff must handle because Shopify did not take them, with their customers, oldest first. */
export async function unwrittenWithdrawals(tx: ShopTransaction, size: number): Promise<UnwrittenWithdrawal[]> {
  const withdrawals: UnwrittenWithdrawal[] = []
  for (const noted of await listUnwritten(tx, size)) {
    withdrawals.push({ ...noted, customerId: await customerIdOf(tx, noted.subjectId) })
  }
  return withdrawals
}
