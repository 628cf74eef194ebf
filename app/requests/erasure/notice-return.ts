import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { findErasures, identifiersOf, isFromBefore, lookupOf, type StatedTimes } from '../../subjects/index.ts'
import { changeErasure, type ErasureRow, erasedCustomerId, erasuresWith } from './store.ts'
import { warnStaff } from './warn-staff.ts'
import type { ReturnWay } from './words.ts'

/** A customer as a webhook names them: no more of them is read. */
export interface SeenCustomer {
  id: string
  email: string | null
  phone: string | null
}

const lookupsOf = (tx: ShopTransaction, { id, email }: SeenCustomer): string[] =>
  [...identifiersOf({ id }), ...identifiersOf({ email })].map((one) => lookupOf(tx, one))

/** Whether somebody with this customer id or this address was erased. */
export const isRememberedErased = async (tx: ShopTransaction, seen: SeenCustomer): Promise<boolean> =>
  (await findErasures(tx, lookupsOf(tx, seen))).size > 0

/**
 * Notices that somebody who was erased is in the shop again, by keyed hashes of their customer id and their address, and says so to
 * staff. What is said of a customer who is still waiting for Shopify's erasure is no return. Returns whether it was one.
 */
export async function noticeReturn(
  tx: ShopTransaction,
  seen: SeenCustomer,
  way: ReturnWay,
  said: StatedTimes,
): Promise<boolean> {
  const lookups = lookupsOf(tx, seen)
  let isReturn = false
  for (const row of await erasuresWith(tx, lookups)) {
    if (!isBack(row, seen, { said, waits: erasedCustomerId(tx, row) === seen.id })) continue
    isReturn = true
    if (row.returnedAt === null || row.returnSettledAt !== null) await note(tx, row, way)
  }
  return isReturn
}

function isBack(row: ErasureRow, seen: SeenCustomer, { said, waits }: { said: StatedTimes; waits: boolean }): boolean {
  const { keptErasedAt, state } = row
  if (keptErasedAt === null || waits || state === 'cancelled') return false
  if (isFromBefore({ erasedAt: keptErasedAt, triggeredAt: null, withCustomer: true }, said)) return false
  // Shopify also tells that it emptied a customer: nobody is in there.
  return seen.email !== null || seen.phone !== null
}

async function note(tx: ShopTransaction, row: ErasureRow, way: ReturnWay): Promise<void> {
  const now = clock.now()
  await changeErasure(tx, row.id, { returnedAt: now, returnedBy: way, returnSettledAt: null, returnSettledBy: null })
  await warnStaff(tx, row, 'staff_returned', now)
}
