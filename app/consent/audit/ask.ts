import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { auditQueue } from '../queues.ts'
import type { AuditStatus } from './model.ts'
import { finishAudit, insertAudit, lastAudit } from './store.ts'
import { isOpenAudit } from './words.ts'

/** Has the shop's whole ledger verified. While an audit is open, another one is not begun. */
export async function askForAudit(tx: ShopTransaction): Promise<void> {
  const last = await lastAudit(tx)
  if (last && isOpenAudit(last.state)) return
  const number = (last?.number ?? 0) + 1
  const at = clock.now()
  if (!(await insertAudit(tx, { number, at }))) return
  await enqueue(auditQueue, [{ shop: tx.shop, receivedAt: +at, number }], within(tx))
}

/** Stops the open audit; its job notices within a second or so. */
export async function cancelAudit(tx: ShopTransaction): Promise<void> {
  const last = await lastAudit(tx)
  if (last) await finishAudit(tx, last.number, { state: 'cancelled', at: clock.now(), result: null })
}

/** The newest audit, and what the newest finished one found. */
export async function auditStatus(tx: ShopTransaction): Promise<AuditStatus> {
  const last = await lastAudit(tx)
  return { last, lastDone: last === null || last.state === 'done' ? null : await lastAudit(tx, 'done') }
}
