import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { MAX_NOTE } from '../limits.ts'
import { masksOf } from './masks.ts'
import { sealingToCollect } from './may-collect.ts'
import { HELD_TABLES } from './model.ts'
import { rowLookup, rulesOf } from './rules.ts'
import { readCollectionRow, readHeldPortion } from './store.ts'

/** What staff send from the page of what is held. */
export const heldChoice = z.strictObject({
  move: z.enum(['take_out', 'put_back']),
  table: z.enum(HELD_TABLES),
  /** The portion in which the page found the row, and the row's id. */
  portion: z.int().nonnegative(),
  id: z.string().min(1).max(500),
  /** Null: the whole row. */
  column: z.string().min(1).max(300).nullable(),
  reason: z.string().trim().max(MAX_NOTE),
})

export type HeldChoiceResult =
  | { ok: true }
  | { ok: false; reason: 'not_found' | 'identity_missing' | 'reason_missing' | 'never_given' | 'changed_since' }

/** Takes a row, or a value of it, out of the answer, or puts it back, with a reason: an event of the request. */
export async function chooseHeld(
  tx: ShopTransaction,
  requestId: string,
  { move, table, portion, id, column, reason }: z.infer<typeof heldChoice>,
  staffId: string,
): Promise<HeldChoiceResult> {
  if (reason === '') return { ok: false, reason: 'reason_missing' }
  const sealing = await sealingToCollect(tx, requestId)
  if (!sealing) return { ok: false, reason: 'identity_missing' }
  if ((await readCollectionRow(tx, requestId))?.state !== 'collected') return { ok: false, reason: 'changed_since' }
  const found = await readHeldPortion(tx, { requestId, table, from: portion, sealing })
  const row = found?.position === portion ? found.rows.find((one) => one.id === id) : undefined
  if (!row || (column !== null && !Object.hasOwn(row.values, column))) return { ok: false, reason: 'not_found' }
  const { person } = await rulesOf(tx, requestId, sealing)
  if (column !== null && masksOf(row, person).get(column)?.isFinal) return { ok: false, reason: 'never_given' }
  const facts = { table, row: rowLookup(tx, requestId, row), column }
  const event = { at: clock.now(), actor: 'staff', actorId: staffId, note: reason, move, facts } as const
  const recorded = await recordEvent(tx, { requestId, seen: null, event })
  return recorded.ok ? { ok: true } : { ok: false, reason: 'not_found' }
}
