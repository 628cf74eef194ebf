import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { controllerCountry } from '../../register/index.ts'
import { keyOf, subjectContext } from '../../subjects/index.ts'
import { dayIn, deadlineOf, type ExtensionProblem, extensionProblem } from '../clock/model.ts'
import { workingDaysOf } from '../clock/working-days.ts'
import { isMove, type Life, lifeOf, type RequestEvent } from './events.ts'
import { type MoveProblem, moveProblem } from './model.ts'
import { clockFactsOf } from './read-life.ts'
import { insertEvent, lockRow, readEvents, writeLife } from './store.ts'

export type RecordResult =
  | { ok: true; life: Life }
  | { ok: false; reason: 'not_found' | 'changed_since' | MoveProblem | ExtensionProblem }

export interface Happening {
  requestId: string
  /** How many events the member of staff saw; null when nobody looked, as in a job. */
  seen: number | null
  event: RequestEvent
}

/** Records what happens to a request, if its rules allow it: one event, and the row that follows from all of them. */
export async function recordEvent(tx: ShopTransaction, { requestId, seen, event }: Happening): Promise<RecordResult> {
  const row = await lockRow(tx, requestId)
  if (!row) return { ok: false, reason: 'not_found' }
  const key = row.subjectId && (await keyOf(tx, row.subjectId))
  const events = await readEvents(tx, row, key)
  if (seen !== null && seen !== events.length) return { ok: false, reason: 'changed_since' }
  const before = lifeOf(row.timeZone, events)
  const isWorkingDay = workingDaysOf((await controllerCountry(tx)) ?? '')
  const today = dayIn(row.timeZone, event.at)
  const problem = problemOf()
  if (problem) return { ok: false, reason: problem }
  const life = lifeOf(row.timeZone, [...events, event])
  const sealedNote =
    key && row.subjectId && event.note ? vault.seal(key, event.note, subjectContext(tx.shop, row.subjectId)) : null
  await insertEvent(tx, { requestId, position: events.length, event, sealedNote })
  await writeLife(tx, requestId, life, deadlineOf(clockFactsOf(row, life), today, isWorkingDay).dueOn)
  return { ok: true, life }

  function problemOf(): MoveProblem | ExtensionProblem | null {
    const reason = event.note ?? ''
    if (isMove(event.move)) return moveProblem({ move: event.move, actor: event.actor, reason, ...before })
    if (event.move !== 'extend') return null
    const deadline = deadlineOf(clockFactsOf(row, before), today, isWorkingDay)
    return extensionProblem(deadline, { until: event.facts.until, reason, toldOn: today })
  }
}
