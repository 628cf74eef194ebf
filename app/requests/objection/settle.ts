import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, type RequestRow, readRequestEvents } from '../lifecycle/store.ts'
import { noteEffect, readEffects } from './effects/store.ts'
import { isLeft } from './effects/words.ts'
import { isLeftToStaff } from './tell.ts'

/**
 * Answers an objection of which nothing is left to do. While staff have something left, the person is told once what was done and
 * what was not, and the request stays open. Called whenever something of it was done.
 */
export async function settleObjection(tx: ShopTransaction, requestId: string): Promise<void> {
  const row = await lockRow(tx, requestId)
  if (!row || !isRequestOpen(row.state)) return
  await noteRecipientsTold(tx, requestId)
  const effects = await readEffects(tx, requestId)
  if (effects.length === 0 || effects.some(({ state }) => state === 'pending')) return
  if (!effects.some(({ state }) => isLeft(state)))
    return record(tx, row, row.isIdentified ? 'answer' : 'answer_unidentified')
  const events = await readRequestEvents(tx, row, null)
  if (!events.some(({ move }) => move === 'report_effects')) await record(tx, row, 'report_effects')
}

/** Staff have told those whom Kept could not tell. */
async function noteRecipientsTold(tx: ShopTransaction, requestId: string): Promise<void> {
  const told = (await readEffects(tx, requestId)).find(({ effect }) => effect === 'recipients')
  if (told?.state !== 'by_hand' || (await isLeftToStaff(tx, requestId))) return
  await noteEffect(tx, requestId, 'recipients', { state: 'done', count: told.count, code: null })
}

async function record(
  tx: ShopTransaction,
  { id }: RequestRow,
  move: 'answer' | 'answer_unidentified' | 'report_effects',
): Promise<void> {
  const event = { at: clock.now(), actor: 'kept', actorId: null, note: null, move, facts: {} } as const
  await recordEvent(tx, { requestId: id, seen: null, event })
}
