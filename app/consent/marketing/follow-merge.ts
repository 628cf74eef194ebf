import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { followUpRefusals } from './follow-up.ts'
import { MARKETING_CHANNELS, WRITE_BACK_STATES } from './model.ts'
import { forgetWriteBacks } from './store.ts'

/**
 * These subjects became one person, by a merge at Shopify. What any of them refuses counts for the customer that stays:
 * a job looks whether Shopify has to be told. What was written for the one that is gone says nothing about that.
 */
export async function followMerge(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  for (const channel of MARKETING_CHANNELS) await forgetWriteBacks(tx, subjects, channel, WRITE_BACK_STATES)
  await followUpRefusals(tx, subjects.slice(0, 1))
}
