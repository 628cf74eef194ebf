import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { lockRow } from '../lifecycle/store.ts'
import { beginObjection, enqueueObjection } from './begin.ts'
import { noteEffect, readEffects } from './effects/store.ts'
import { isLeft, OBJECTION_EFFECTS } from './effects/words.ts'
import { settleObjection } from './settle.ts'

/** What staff do about an objection. */
export const objectionAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('begin') }),
  /** Everything that is left. */
  z.strictObject({ act: z.literal('retry') }),
  z.strictObject({ act: z.literal('mark_done'), effect: z.enum(OBJECTION_EFFECTS) }),
])
export type ObjectionAct = z.infer<typeof objectionAct>

/** `not_now`: there is nothing of it left to do (any more). */
export type ObjectionActResult = { ok: true } | { ok: false; reason: 'not_now' | 'tell_recipients' }

const OK = { ok: true } as const
const no = (reason: 'not_now' | 'tell_recipients') => ({ ok: false, reason }) as const

/** Does what staff chose on the page of a request. */
export async function actOnObjection(
  tx: ShopTransaction,
  requestId: string,
  act: ObjectionAct,
  staffId: string,
): Promise<ObjectionActResult> {
  const row = await lockRow(tx, requestId)
  if (!row || !isRequestOpen(row.state)) return no('not_now')
  if (act.act === 'begin') return (await beginObjection(tx, requestId)) ? OK : no('not_now')
  const left = (await readEffects(tx, requestId)).filter(({ state }) => isLeft(state))
  if (act.act === 'retry') return retry(tx, requestId, left)
  const one = left.find(({ effect }) => effect === act.effect)
  if (!one) return no('not_now')
  // Each of them has a task of its own, which says who was told and when.
  if (act.effect === 'recipients' && one.state === 'by_hand') return no('tell_recipients')
  await noteEffect(tx, requestId, act.effect, { state: 'done_by_hand', count: 1, code: null, settledBy: staffId })
  await settleObjection(tx, requestId)
  return OK
}

async function retry(
  tx: ShopTransaction,
  requestId: string,
  left: Awaited<ReturnType<typeof readEffects>>,
): Promise<ObjectionActResult> {
  const again = left.filter(({ effect, state }) => effect !== 'recipients' || state !== 'by_hand')
  if (again.length === 0) return no('not_now')
  for (const { effect } of again) await noteEffect(tx, requestId, effect, { state: 'pending', count: 0, code: null })
  await enqueueObjection(tx, requestId)
  return OK
}
