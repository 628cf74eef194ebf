import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { readRow } from '../lifecycle/store.ts'
import { noteLook } from './store.ts'

/** Notes that a member of staff looked at what is held: nothing goes out unseen. False when the request is not open. */
export async function noteLookedAt(tx: ShopTransaction, requestId: string, staffId: string): Promise<boolean> {
  const row = await readRow(tx, requestId)
  if (!row || !isRequestOpen(row.state)) return false
  await noteLook(tx, requestId, { at: clock.now(), by: staffId })
  return true
}
