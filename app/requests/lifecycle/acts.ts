/** What staff can do with a request on its page, and what each asks them to fill in. Pure. */
import type { Deadline } from '../clock/model.ts'
import type { RequestKind } from '../words.ts'
import { ANSWERED_BY_WORK } from './answered-by-work.ts'
import { type EventName, isActPossible, isMove, type Life, needsReason } from './events.ts'
import { moveProblem } from './model.ts'

/** What a form asks for, besides a reason. */
type ActField = 'ground' | 'regime' | 'until'

/** Everything that staff do, in the order of the page. `receive`, `join` and `erase_person` happen by themselves. */
export const STAFF_ACTS = [
  'confirm_identity',
  'answer',
  'person_replied',
  'check_identity',
  'ask_person',
  'confirm_receipt',
  'comment',
  'extend',
  'choose_regime',
  'doubt_identity',
  'refuse',
  'withdraw',
  'separate',
  'reopen',
  'reopen_unidentified',
] as const satisfies EventName[]
type StaffAct = (typeof STAFF_ACTS)[number]

const FIELDS: Partial<Record<StaffAct, ActField>> = {
  extend: 'until',
  choose_regime: 'regime',
  refuse: 'ground',
}

/** The acts that most often come next. One of them is the page's main button. */
const USUAL_NEXT: ReadonlySet<StaffAct> = new Set(['confirm_identity', 'answer', 'person_replied'])

export interface PossibleAct {
  name: StaffAct
  field: ActField | null
  needsReason: boolean
  isNext: boolean
}

/** What staff can do now. `isNext`: the first of the usual next steps, if any. */
export function possibleActs(life: Life, deadline: Deadline, today: string, kind: RequestKind): PossibleAct[] {
  const possible = STAFF_ACTS.filter(
    (name) => isPossible(name, { life, deadline, today, kind }) && !(name === 'answer' && ANSWERED_BY_WORK.has(kind)),
  )
  const next = possible.find((name) => USUAL_NEXT.has(name))
  return possible.map((name) => ({
    name,
    field: FIELDS[name] ?? null,
    needsReason: needsReason(name),
    isNext: name === next,
  }))
}

interface Standing {
  life: Life
  deadline: Deadline
  today: string
  kind: RequestKind
}

function isPossible(name: StaffAct, { life, deadline, today, kind }: Standing): boolean {
  if (isMove(name)) return moveProblem({ move: name, kind, actor: 'staff', reason: name, ...life }) === null
  if (!isActPossible(name, life.state)) return false
  if (name === 'extend') {
    return (
      deadline.extension !== null && today <= deadline.extension.tellBy && deadline.dueOn < deadline.extension.latest
    )
  }
  if (name === 'confirm_receipt') return deadline.confirmBy !== null && life.receiptConfirmedAt === null
  return true
}
