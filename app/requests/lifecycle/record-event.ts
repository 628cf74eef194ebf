import type { DataKey } from '../../platform/crypto.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { controllerCountry, type IsoDate } from '../../register/index.ts'
import { keyOf, subjectContext } from '../../subjects/index.ts'
import { answerBy, type Deadline, dayIn, deadlineOf, type ExtensionProblem, extensionProblem } from '../clock/model.ts'
import { workingDaysOf } from '../clock/working-days.ts'
import { detailsIn } from '../details.ts'
import { postNotices } from '../notices/post.ts'
import type { RequestKind } from '../words.ts'
import { announceMove } from './announce-move.ts'
import {
  isActPossible,
  isMove,
  isOutdated,
  type Life,
  lifeOf,
  needsReason,
  type RequestEvent,
  toldOf,
} from './events.ts'
import { type MoveProblem, moveProblem } from './model.ts'
import { clockFactsOf } from './read-life.ts'
import { insertEvent, lockRow, type RequestRow, readDetails, readRequestEvents, writeLife } from './store.ts'

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
  const events = await readRequestEvents(tx, row, key)
  if (seen !== null && isOutdated(seen, events)) return { ok: false, reason: 'changed_since' }
  const before = lifeOf(row.timeZone, events)
  const isWorkingDay = await workingDaysOf((await controllerCountry(tx)) ?? '')
  const today = dayIn(row.timeZone, event.at)
  const deadline = (life: Life) => deadlineOf(clockFactsOf(row, life), today, isWorkingDay)
  const problem = problemOf(event, before, { deadline, today, kind: row.kind })
  if (problem) return { ok: false, reason: problem }
  const life = lifeOf(row.timeZone, [...events, event])
  const sealedNote =
    key && row.subjectId && event.note ? vault.seal(key, event.note, subjectContext(tx.shop, row.subjectId)) : null
  await insertEvent(tx, { requestId, position: events.length, event, sealedNote })
  await writeLife(tx, requestId, { life, dueOn: answerBy(deadline(life)), at: event.at })
  const { dueOn } = deadline(life)
  const request = { ...row, ...toldOf(event), receivedOn: dayIn(row.timeZone, row.receivedAt), dueOn }
  await postNotices(tx, {
    move: event.move,
    position: events.length,
    request: { ...request, answerBy: answerBy(deadline(life)) },
    isJoined: false,
    isLate: dueOn < today,
    contact: key && (await contactOf(tx, row, key)),
  })
  await announceMove(tx, { move: event.move, request: row, state: life.state, dueOn: answerBy(deadline(life)) })
  return { ok: true, life }
}

/** The address that the request was made with. */
async function contactOf(tx: ShopTransaction, { id, subjectId }: RequestRow, key: DataKey): Promise<string | null> {
  const sealed = await readDetails(tx, id)
  if (!sealed || !subjectId) return null
  return detailsIn(vault.open(key, sealed, subjectContext(tx.shop, subjectId)).toString('utf8')).contact
}

/** What stands in the way of an event, as the request is before it. */
function problemOf(
  event: RequestEvent,
  before: Life,
  { deadline, today, kind }: { deadline: (life: Life) => Deadline; today: IsoDate; kind: RequestKind },
): MoveProblem | ExtensionProblem | null {
  const reason = event.note ?? ''
  if (isMove(event.move)) return moveProblem({ move: event.move, kind, actor: event.actor, reason, ...before })
  if (!isActPossible(event.move, before.state)) return 'not_from_here'
  if (event.move === 'extend')
    return extensionProblem(deadline(before), { until: event.facts.until, reason, toldOn: today })
  // What Kept does by itself follows from a rule, which is its reason.
  return event.actor === 'staff' && needsReason(event.move) && reason.trim() === '' ? 'reason_missing' : null
}
