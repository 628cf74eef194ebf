import type { ShopTransaction } from '../../platform/db.ts'
import type { CustomerPlace } from '../../shopify/customer-place.ts'
import type { EventName } from '../lifecycle/events.ts'
import { lockRow } from '../lifecycle/store.ts'

/** Stores where the person lives, where nobody has said it. False when somebody has, or the person is erased. */
export async function writePlace(
  tx: ShopTransaction,
  requestId: string,
  { country, region, language }: CustomerPlace,
): Promise<boolean> {
  const row = await lockRow(tx, requestId)
  if (!row?.subjectId || row.country !== null) return false
  await tx.dataSubjectRequest.updateMany({
    where: { id: requestId },
    data: { country, region, language: row.language ?? language },
  })
  return true
}

/** Whether a law was already chosen for this request. */
export const hasChosenRegime = async (tx: ShopTransaction, requestId: string): Promise<boolean> =>
  (await tx.dataSubjectRequestEvent.count({
    where: { requestId, move: 'choose_regime' satisfies EventName },
  })) > 0
