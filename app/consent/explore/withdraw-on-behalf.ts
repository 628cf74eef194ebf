import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { currentChoicesOf, searchEvents } from '../ledger/index.ts'
import { withdraw } from '../withdraw.ts'

interface WithdrawalOnBehalf {
  /** The id of any record of the person. */
  recordId: string
  purposes: readonly string[]
  /** Shopify's id of the member of staff whom the person told. */
  staffId: string
}

/**
 * Withdraws consent for the person of a record. Only granted purposes can be withdrawn: on a page that was open for
 * long, some may be withdrawn already. Returns false when nothing was left to withdraw, and null when there is no such
 * record.
 */
export async function withdrawOnBehalf(tx: ShopTransaction, withdrawal: WithdrawalOnBehalf): Promise<boolean | null> {
  const [event] = (await searchEvents(tx, { recordId: withdrawal.recordId }, { size: 1, before: null })).events
  if (!event) return null
  const subject = event.subject as SubjectId
  const granted = (await currentChoicesOf(tx, subject)).filter((choice) => choice.granted).map(({ purpose }) => purpose)
  const purposes = withdrawal.purposes.filter((purpose) => granted.includes(purpose))
  if (purposes.length === 0) return false
  return (await withdraw(tx, { subject, purposes, staffId: withdrawal.staffId })) !== null
}
