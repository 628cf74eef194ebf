import type { ShopTransaction } from '../platform/db.ts'

export interface ConsentCounts {
  total: number
  lastRecordedAt: Date | null
}

export async function countDecisions(tx: ShopTransaction): Promise<ConsentCounts> {
  const found = await tx.consentEvent.aggregate({ _count: true, _max: { recordedAt: true } })
  return { total: found._count, lastRecordedAt: found._max.recordedAt }
}
