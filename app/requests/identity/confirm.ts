import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { advanceAtOnce } from '../answer/index.ts'
import { planOnceKnown } from '../erasure/index.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { type IdentityMethod, offeredMethods } from '../offered-methods.ts'
import { readOnceKnown } from '../rectification/index.ts'

/** Notes that the person has proven who they are, for this request only. False where that was not asked, or is not offered. */
export async function confirmIdentity(
  tx: ShopTransaction,
  requestId: string,
  method: Extract<IdentityMethod, 'account_login' | 'email_link'>,
): Promise<boolean> {
  if (!(await offeredMethods(tx)).includes(method)) return false
  const { ok } = await recordEvent(tx, {
    requestId,
    seen: null,
    event: { at: clock.now(), actor: 'person', actorId: null, note: null, move: 'confirm_identity', facts: { method } },
  })
  if (ok) {
    await advanceAtOnce(tx, requestId)
    await planOnceKnown(tx, requestId)
    await readOnceKnown(tx, requestId)
  }
  return ok
}
