import { type Suppression, suppressionsOf } from '../../consent/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { findSamePerson } from '../../subjects/index.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { readRequestEvents, readRow } from '../lifecycle/store.ts'
import { isAtOnce } from '../words.ts'
import { type EffectRow, readEffects } from './effects/store.ts'
import { isLeft } from './effects/words.ts'

/** An objection as staff see it. It holds no personal data. */
export interface ShownObjection {
  /** Empty before it has taken effect. */
  effects: EffectRow[]
  /** A job is at it, or has not said yet what came of it. */
  isWorking: boolean
  /** Something is left that Kept can try again. */
  canRetry: boolean
  /** When Shopify last had the person as subscribed again, without a newer consent of theirs; null if never. */
  returnedAt: Suppression['returnedAt']
}

/** Null for another kind of request. */
export async function readShownObjection(tx: ShopTransaction, requestId: string): Promise<ShownObjection | null> {
  const row = await readRow(tx, requestId)
  if (!row || !isAtOnce(row.kind)) return null
  const effects = await readEffects(tx, requestId)
  const suppressions = row.subjectId ? await suppressionsOf(tx, await findSamePerson(tx, row.subjectId)) : []
  const returned = suppressions.flatMap(({ returnedAt }) => returnedAt ?? []).toSorted((a, b) => +b - +a)
  const events = await readRequestEvents(tx, row, null)
  const isSaid = !isRequestOpen(row.state) || events.some(({ move }) => move === 'report_effects')
  const isPending = effects.some(({ state }) => state === 'pending')
  return {
    effects,
    isWorking: isPending || (effects.length > 0 && !isSaid),
    canRetry: effects.some(({ effect, state }) => isLeft(state) && (effect !== 'recipients' || state !== 'by_hand')),
    returnedAt: returned[0] ?? null,
  }
}

/** Whether an objection has taken effect and is not answered yet. */
export const isObjectionRunning = async (tx: ShopTransaction, requestId: string): Promise<boolean> =>
  (await readEffects(tx, requestId)).length > 0
