import { addDays } from 'date-fns/addDays'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { answerMail, changeErasure, type ErasureRow, lockErasure, noteStep } from './store.ts'
import { ANSWER_STEP, MOST_DAYS_TO_TELL } from './words.ts'

/** `by_staff`: no mail reached the person, so that staff tell them. `over`: they are told, or it took too long. */
export type AnswerDelivery = 'on_its_way' | 'by_staff' | 'over'

/** The mail server took it. */
const ARRIVED = 'accepted'
const ON_ITS_WAY = 'queued'

/**
 * Answers the request with the table of the plan, once, and says whether the person was told. Kept needs their address until
 * then, for three days at most.
 */
export async function answerPerson(tx: ShopTransaction, erasureId: string): Promise<AnswerDelivery> {
  const row = await lockErasure(tx, erasureId)
  if (!row?.requestId) return 'over'
  // Shopify told of its erasure first: whom Kept has forgotten it cannot write to.
  if (row.keptErasedAt !== null) {
    await noteStep(tx, erasureId, ANSWER_STEP, { state: 'by_hand', count: 0, code: 'ERASED_BEFORE', at: clock.now() })
    return 'over'
  }
  if (row.answeredAt === null) await answerOnce(tx, row, row.requestId)
  const answeredAt = row.answeredAt ?? clock.now()
  const mail = (await answerMail(tx, row.requestId))?.state ?? null
  const isTold = row.toldAt !== null || mail === ARRIVED
  const isTooLate = clock.now() >= addDays(answeredAt, MOST_DAYS_TO_TELL)
  if (!isTold && !isTooLate) return mail === ON_ITS_WAY ? 'on_its_way' : 'by_staff'
  const outcome = isTold ? ({ state: 'done', count: 1 } as const) : ({ state: 'by_hand', count: 0 } as const)
  await noteStep(tx, erasureId, ANSWER_STEP, { ...outcome, code: row.toldAt ? 'BY_STAFF' : null, at: clock.now() })
  return 'over'
}

/** A request that was closed meanwhile gets no second answer. */
async function answerOnce(tx: ShopTransaction, { id }: ErasureRow, requestId: string): Promise<void> {
  const at = clock.now()
  await changeErasure(tx, id, { answeredAt: at })
  await recordEvent(tx, {
    requestId,
    seen: null,
    event: { at, actor: 'kept', actorId: null, note: null, move: 'answer', facts: {} },
  })
}
