/** The life of a request, from its arrival to its answer: one table of states and moves. Pure. */
import { type Actor, AT_ONCE_KINDS, type RequestKind, type RequestState } from '../words.ts'

export interface Move {
  from: readonly RequestState[]
  to: RequestState
  by: readonly Actor[]
  /** Staff say why; it stays with the move. */
  needsReason?: true
  /** Nothing is shown or changed before the person is known: GDPR Art. 12(6). */
  needsIdentity?: true
  /** Kinds of which it does not have to be known who asks. */
  onlyFor?: ReadonlySet<RequestKind>
}

/** A request in one of these still has to be answered. */
export const OPEN_STATES = [
  'received',
  'identity_check',
  'in_progress',
  'waiting_for_person',
] as const satisfies RequestState[]
const CLOSED = ['answered', 'refused', 'withdrawn'] as const satisfies RequestState[]

export const MOVES = {
  check_identity: { from: ['received'], to: 'identity_check', by: ['staff', 'kept'] },
  confirm_identity: {
    from: ['received', 'identity_check'],
    to: 'in_progress',
    by: ['person', 'staff', 'shopify', 'kept'],
  },
  /** The proof was not good enough, or who asks turned out to be somebody else. */
  doubt_identity: {
    from: ['in_progress', 'waiting_for_person'],
    to: 'identity_check',
    by: ['staff'],
    needsReason: true,
  },
  ask_person: { from: ['in_progress'], to: 'waiting_for_person', by: ['staff'], needsReason: true },
  person_replied: { from: ['waiting_for_person'], to: 'in_progress', by: ['person', 'staff'] },
  answer: { from: ['in_progress', 'waiting_for_person'], to: 'answered', by: ['staff', 'kept'], needsIdentity: true },
  answer_unidentified: {
    from: ['received', 'identity_check'],
    to: 'answered',
    by: ['kept'],
    onlyFor: new Set<RequestKind>(AT_ONCE_KINDS),
  },
  refuse: { from: OPEN_STATES, to: 'refused', by: ['staff'], needsReason: true },
  withdraw: { from: OPEN_STATES, to: 'withdrawn', by: ['person', 'staff'] },
  join: { from: OPEN_STATES, to: 'joined', by: ['staff', 'kept'] },
  separate: { from: ['joined'], to: 'received', by: ['staff'], needsReason: true },
  reopen: { from: CLOSED, to: 'in_progress', by: ['staff'], needsReason: true, needsIdentity: true },
  reopen_unidentified: { from: ['refused', 'withdrawn'], to: 'received', by: ['staff'], needsReason: true },
  /** Nothing is left that could be answered. What was answered before stays so. */
  erase_person: { from: [...OPEN_STATES, 'joined'], to: 'erased', by: ['kept'] },
} as const satisfies Record<string, Move>

export type MoveName = keyof typeof MOVES

export const isRequestOpen = (state: RequestState): boolean => OPEN_STATES.some((open) => open === state)

/** Whether it has still to be shown who asks. */
export const awaitsIdentity = (state: RequestState): boolean => MOVES.confirm_identity.from.some((one) => one === state)

/** What stands in the way of a move. */
export type MoveProblem = 'not_from_here' | 'not_by_this_actor' | 'reason_missing' | 'identity_missing'

export interface Attempt {
  move: MoveName
  kind: RequestKind
  state: RequestState
  actor: Actor
  /** What staff wrote; blank is none. */
  reason: string
  isIdentified: boolean
}

/** Why a move may not be made; null when it may. */
export function moveProblem({ move, kind, state, actor, reason, isIdentified }: Attempt): MoveProblem | null {
  const rule: Move = MOVES[move]
  if (!rule.from.includes(state)) return 'not_from_here'
  if (!rule.by.includes(actor)) return 'not_by_this_actor'
  if (rule.needsReason && reason.trim() === '') return 'reason_missing'
  if (rule.onlyFor && !rule.onlyFor.has(kind)) return 'identity_missing'
  return rule.needsIdentity && !isIdentified ? 'identity_missing' : null
}

/** The table as a Mermaid state diagram: docs/requests.md shows it. */
export function diagramOf(moves: Record<string, Move>): string {
  const arrows = Object.entries(moves).flatMap(([name, { from, to }]) =>
    from.map((state) => `  ${state} --> ${to}: ${name}`),
  )
  return ['stateDiagram-v2', '  [*] --> received', ...arrows, ''].join('\n')
}
