import type { OnAccepted } from '../mail/index.ts'
import { readRequest } from './lifecycle/read-life.ts'
import { recordEvent } from './lifecycle/record-event.ts'

/**
 * Notes that the person was told that their request has arrived, where a law gives days for that (California Code of
 * Regulations, title 11, § 7021(a)).
 */
export const noteReceiptConfirmed: OnAccepted = async (tx, { template, requestId, at }) => {
  if (template !== 'request_received' || requestId === null) return
  const detail = await readRequest(tx, requestId)
  if (!detail?.acts.some(({ name }) => name === 'confirm_receipt')) return
  const event = { at, actor: 'kept', actorId: null, note: null, move: 'confirm_receipt', facts: {} } as const
  await recordEvent(tx, { requestId, seen: null, event })
}
