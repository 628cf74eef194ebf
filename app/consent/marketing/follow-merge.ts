import type { ShopTransaction } from '../../platform/db.ts'
import { MARKETING_CHANNELS } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'
import { forgetSignals } from '../signals/store.ts'
import { followUpRefusals } from './follow-up.ts'
import { WRITE_BACK_STATES } from './model.ts'
import { forgetWriteBacks } from './store.ts'

/**
 * Called when Shopify merged these subjects into one person. A refusal of any of them counts for the remaining
 * customer: a job checks whether Shopify has to be told. What was written for the deleted customer does not cover the
 * remaining one.
 */
export async function followMerge(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  for (const channel of MARKETING_CHANNELS) await forgetWriteBacks(tx, subjects, channel, WRITE_BACK_STATES)
  await forgetSignals(tx, subjects)
  await followUpRefusals(tx, subjects.slice(0, 1))
}
