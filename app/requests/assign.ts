import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { staffNames } from '../shopify/staff-names/store.ts'
import { recordEvent } from './lifecycle/record-event.ts'
import { PAGE_SIZE } from './limits.ts'

/** What staff send from the list: the requests that they chose, and who works on them; null gives them back. */
export const assignment = z.strictObject({
  ids: z.array(z.uuid()).min(1).max(PAGE_SIZE),
  to: z.string().max(40).nullable(),
})

export type AssignResult = { ok: true; assigned: number; closed: number } | { ok: false; reason: 'unknown_staff' }

/**
 * Assigns several requests at once. Those that are closed meanwhile stay as they are: `closed` counts them.
 *
 * @param staffId who assigns
 */
export async function assignRequests(
  tx: ShopTransaction,
  { ids, to }: z.infer<typeof assignment>,
  staffId: string,
): Promise<AssignResult> {
  if (to !== null && to !== staffId && !Object.hasOwn(await staffNames(tx), to)) {
    return { ok: false, reason: 'unknown_staff' }
  }
  const event = {
    at: clock.now(),
    actor: 'staff',
    actorId: staffId,
    note: null,
    move: 'assign',
    facts: { to },
  } as const
  const requests = [...new Set(ids)]
  let assigned = 0
  // In one order: two members of staff who choose the same requests do not wait for each other for ever.
  for (const requestId of requests.toSorted()) {
    const { ok } = await recordEvent(tx, { requestId, seen: null, event })
    if (ok) assigned += 1
  }
  return { ok: true, assigned, closed: requests.length - assigned }
}
