import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { summaryInForce } from '../../register/index.ts'
import { lockRow } from '../lifecycle/store.ts'
import { held as collected } from './held.ts'
import type { HeldReader } from './held-reader.ts'
import { makeProblem } from './model.ts'
import { answerQueue } from './queues.ts'
import { lockAnswerRow, noteAsked } from './store.ts'
import type { MakeProblem } from './words.ts'

export type MakeResult = { ok: true } | { ok: false; reason: MakeProblem }

/**
 * Has the file of an answer made, anew if there was one. While it is being made, nothing happens.
 *
 * @param unseen also when no member of staff looked at what is held, because the shop says so
 */
export async function makeAnswer(
  tx: ShopTransaction,
  requestId: string,
  { held = collected, unseen = false }: { held?: HeldReader; unseen?: boolean } = {},
): Promise<MakeResult> {
  const request = await lockRow(tx, requestId)
  const answer = await lockAnswerRow(tx, requestId)
  if (request && answer?.state === 'making') return { ok: true }
  const problem = makeProblem({
    request,
    collection: await held.readCollection(tx, requestId),
    lookedAt: answer?.lookedAt ?? null,
    isPublished: (await summaryInForce(tx)) !== null,
    unseen,
  })
  if (problem) return { ok: false, reason: problem }
  const at = clock.now()
  await noteAsked(tx, requestId, at)
  await enqueue(answerQueue, [{ shop: tx.shop, receivedAt: +at, requestId }], within(tx))
  return { ok: true }
}
