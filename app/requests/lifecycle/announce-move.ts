import { announce } from '../../outgoing/index.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { IsoDate } from '../../register/index.ts'
import { customerIdOf, type SubjectId } from '../../subjects/index.ts'
import type { RequestKind, RequestState } from '../words.ts'
import { MOVES } from './model.ts'

/** What the shop's own systems are told of besides changes of the state. */
const TOLD_TOO = ['receive', 'extend', 'due_soon', 'overdue'] as const

export interface MoveToAnnounce {
  move: string
  request: { id: string; kind: RequestKind; subjectId: SubjectId | null }
  state: RequestState
  /** The last day for the answer. */
  dueOn: IsoDate | null
}

/** Tells the shop's own systems how a request goes on: ids and states, in the transaction in which it does. */
export async function announceMove(
  tx: ShopTransaction,
  { move, request, state, dueOn }: MoveToAnnounce,
): Promise<void> {
  if (!(Object.hasOwn(MOVES, move) || TOLD_TOO.some((told) => told === move))) return
  const { id, kind } = request
  // The end of a person is told without saying whose.
  const subjectId = state === 'erased' ? null : request.subjectId
  await announce(tx, {
    type: 'request.moved',
    subjectId,
    data: async () => ({
      ...{ request: id, kind, move, state, dueOn, person: subjectId },
      customer: subjectId && (await customerIdOf(tx, subjectId)),
    }),
  })
}
