import type { ShopTransaction } from '../platform/db.ts'
import { isErasureRunning } from './erasure/index.ts'
import { ANSWERED_BY_WORK } from './lifecycle/answered-by-work.ts'
import type { EventName } from './lifecycle/events.ts'
import { isObjectionRunning } from './objection/index.ts'
import { areCorrectionsRunning } from './rectification/index.ts'
import { isRestrictionInForce } from './restriction/index.ts'
import { AT_ONCE_KINDS, type RequestKind } from './words.ts'

interface WorkRule {
  /** What nobody does by hand while the work runs. */
  moves: ReadonlySet<EventName>
  isRunning(tx: ShopTransaction, requestId: string): Promise<boolean>
}

/** Whatever would end the work in the middle. */
const ENDS: ReadonlySet<EventName> = new Set(['refuse', 'withdraw', 'doubt_identity', 'ask_person'])

/** What was done at once stays done, so that nothing of it can be refused or taken back. */
const OBJECTION: WorkRule = { moves: new Set(['refuse', 'withdraw']), isRunning: isObjectionRunning }

/** Kinds whose work, once it has begun, is neither refused nor taken back. */
const WORK_RULES: Partial<Record<RequestKind, WorkRule>> = {
  erasure: { moves: ENDS, isRunning: isErasureRunning },
  rectification: { moves: ENDS, isRunning: areCorrectionsRunning },
  restriction: { moves: ENDS, isRunning: isRestrictionInForce },
  ...Object.fromEntries(AT_ONCE_KINDS.map((kind) => [kind, OBJECTION])),
}

/** Whether a move is not for anybody to make now, because the work of the request decides. */
export async function forbidsMove(
  tx: ShopTransaction,
  requestId: string,
  kind: RequestKind,
  move: EventName,
): Promise<boolean> {
  if (move === 'answer') return ANSWERED_BY_WORK.has(kind)
  const rule = WORK_RULES[kind]
  return rule?.moves.has(move) ? rule.isRunning(tx, requestId) : false
}
