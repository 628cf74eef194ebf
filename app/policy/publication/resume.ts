import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueuePublication } from './begin.ts'
import { adoptStalePublication } from './store.ts'

/**
 * Resumes a publication that no job works on any more: its tries were used up while Shopify was down, or the shop had
 * removed Kept and came back. Called when staff open the policy page; repeated calls change nothing.
 */
export async function resumePublication(tx: ShopTransaction): Promise<void> {
  const forgotten = await adoptStalePublication(tx, clock.now())
  if (forgotten !== null) await enqueuePublication(tx, forgotten)
}
