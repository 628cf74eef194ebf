import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { identifiersOf, lookupOf } from '../../subjects/index.ts'
import { enqueueErasure } from './enqueue.ts'
import { changeErasure, type ErasureRow, erasedCustomerId, erasuresWith, noteStep } from './store.ts'

/** Read back as gone: a merge of which Kept learns only later may be why. */
export const GONE = 'GONE'

/**
 * A customer who is being erased was merged into another one: who remains is the same person, and is erased. A plan that nobody
 * confirmed yet is made again, because there is more to erase; otherwise Shopify is asked again.
 */
export async function followMergedErasure(
  tx: ShopTransaction,
  { kept, deleted }: { kept: string; deleted: string },
): Promise<void> {
  const [gone, left] = [identifiersOf({ id: deleted }), identifiersOf({ id: kept })].map(
    ([one]) => one && lookupOf(tx, one),
  )
  if (!gone || !left) return
  for (const row of await erasuresWith(tx, [gone])) {
    const isTheirs = erasedCustomerId(tx, row) === deleted || (row.state === 'verified' && row.code === GONE)
    if (isTheirs && row.redactSeenAt === null) await move(tx, row, kept, [...row.lookups, left])
  }
}

async function move(tx: ShopTransaction, row: ErasureRow, customerId: string, lookups: string[]): Promise<void> {
  const now = clock.now()
  const moved = { customerId, lookups, lookAt: now, settledAt: null, code: null } as const
  if (row.run === 'planned' || row.run === 'planning') {
    await changeErasure(tx, row.id, { ...moved, run: 'planning' })
  } else {
    const asked = row.requestedAt !== null || row.state === 'verified'
    if (asked) await noteStep(tx, row.id, 'customer_profile', { state: 'refused', count: 0, code: 'MERGED', at: now })
    await changeErasure(tx, row.id, { ...moved, run: 'running', stopped: null, state: 'not_requested' })
  }
  await enqueueErasure(tx, row.id)
}
