import { v4 as uuidv4 } from 'uuid'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { lockRow, type RequestRow, readRow } from '../lifecycle/store.ts'
import { type RectificationJob, rectificationQueue } from './queues.ts'
import { changeRectification, insertRectification, lockRectification } from './store.ts'

/** Whether corrections are proposed, decided and written: for a person who is known, while the request is open. */
export const isCorrectedNow = ({ kind, state, isIdentified }: RequestRow): boolean =>
  kind === 'rectification' && isIdentified && isRequestOpen(state)

export const enqueueRectification = (
  tx: ShopTransaction,
  requestId: string,
  work: RectificationJob['work'],
): Promise<void> =>
  enqueue(rectificationQueue, [{ shop: tx.shop, receivedAt: +clock.now(), requestId, work }], within(tx))

/** Has what is held read, anew where that was done before. False when it is not the moment for it. */
export async function startReadingHeld(tx: ShopTransaction, requestId: string): Promise<boolean> {
  const request = await lockRow(tx, requestId)
  if (!request || !isCorrectedNow(request)) return false
  const begun = { requestId, reading: 'reading', run: 'open', occasionId: uuidv4(), createdAt: clock.now() } as const
  if (!(await insertRectification(tx, begun))) {
    const row = await lockRectification(tx, requestId)
    if (row?.reading === 'reading') return true
    if (row?.run === 'applying') return false
    await changeRectification(tx, requestId, { reading: 'reading' })
  }
  await enqueueRectification(tx, requestId, 'read')
  return true
}

/** The person of a request for rectification has just become known: they see what is held, and say what is wrong. */
export async function readOnceKnown(tx: ShopTransaction, requestId: string): Promise<void> {
  const request = await readRow(tx, requestId)
  if (request?.kind === 'rectification') await startReadingHeld(tx, requestId)
}
