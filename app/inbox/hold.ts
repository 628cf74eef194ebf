import { subDays } from 'date-fns/subDays'
import type { ShopTransaction } from '../platform/db.ts'
import { installedSince } from '../shopify/installation.ts'
import { INSTALLED_AGAIN, REINSTALLED_WITHIN_DAYS } from './model.ts'
import { holdMessage, type MessageToWork } from './store.ts'

/**
 * A shop/redact follows 48 hours after a removal of Kept. If the shop has installed Kept again since, its present data
 * was not meant, and staff decide. An installation that is much older belongs to a removal of which Kept was not told.
 *
 * @returns whether the message waits for staff
 */
export async function holdIfInstalledAgain(
  tx: ShopTransaction,
  messageId: string,
  { decidedBy, triggeredAt, receivedAt }: MessageToWork,
): Promise<boolean> {
  if (decidedBy !== null) return false
  const installedAt = await installedSince(tx)
  if (!installedAt || installedAt <= subDays(triggeredAt ?? receivedAt, REINSTALLED_WITHIN_DAYS)) return false
  await holdMessage(tx, messageId, INSTALLED_AGAIN)
  return true
}
