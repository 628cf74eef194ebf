/** What happens to a request. The events are the truth; the request's row is worked out from them. Pure. */
import { z } from 'zod'
import type { IsoDate } from '../../register/index.ts'
import { dayIn, type Pause, type TimeExtension } from '../clock/model.ts'
import {
  type Actor,
  IDENTITY_PROOFS,
  REFUSAL_GROUNDS,
  REGIME_IDS,
  RESTRICTION_GROUNDS,
  REVIEW_DECISIONS,
  type RegimeId,
  type RequestState,
} from '../words.ts'
import { isRequestOpen, MOVES, type Move, type MoveName } from './model.ts'

const nothing = z.strictObject({})

/** A row of what is held, by a keyed hash of its id: an event outlives the person, and must not lead back to them. */
const heldRow = z.strictObject({
  table: z.string().regex(/^[a-z_]{1,40}$/),
  row: z.string().regex(/^[0-9a-f]{64}$/),
  /** Null: the whole row. */
  column: z.string().max(300).nullable(),
})

/** What happens without a change of state. */
const ACTS = {
  /** Always the first. */
  receive: z.strictObject({ regime: z.enum(REGIME_IDS) }),
  extend: z.strictObject({ until: z.iso.date() }),
  choose_regime: z.strictObject({ regime: z.enum(REGIME_IDS) }),
  confirm_receipt: nothing,
  assign: z.strictObject({ to: z.string().max(40).nullable() }),
  /** For staff only: no answer has it. */
  comment: nothing,
  /** Of what is held, not given to the person. */
  take_out: heldRow,
  put_back: heldRow,
  hand_in_proof: nothing,
  reject_proof: nothing,
  /** The plan of an erasure, as it was shown. */
  confirm_erasure: nothing,
  /** How many values somebody says are wrong, or statements they add; and how many are written. */
  propose_corrections: z.strictObject({ count: z.int().min(1) }),
  apply_corrections: z.strictObject({ count: z.int().min(0) }),
  restrict: z.strictObject({ ground: z.enum(RESTRICTION_GROUNDS) }),
  /** The person is told that their restriction ends on this day. */
  lift_restriction: z.strictObject({ on: z.iso.date() }),
  /** It goes on after all. */
  keep_restriction: nothing,
  end_restriction: nothing,
  /** Which order a person looks at. */
  choose_order: nothing,
  /** The note is the explanation that the person reads (Art. 22(3)). */
  decide_review: z.strictObject({ decision: z.enum(REVIEW_DECISIONS) }),
  /** What an objection did at once, while something is left for staff. */
  report_effects: nothing,
}

/** What each event says besides its time, its actor and its note. */
export const FACTS = {
  ...ACTS,
  check_identity: nothing,
  confirm_identity: z.strictObject({ method: z.enum(IDENTITY_PROOFS) }),
  doubt_identity: nothing,
  ask_person: nothing,
  person_replied: nothing,
  answer: nothing,
  answer_unidentified: nothing,
  refuse: z.strictObject({ ground: z.enum(REFUSAL_GROUNDS) }),
  withdraw: nothing,
  join: z.strictObject({ to: z.uuid() }),
  separate: nothing,
  reopen: nothing,
  reopen_unidentified: nothing,
  erase_person: nothing,
} as const satisfies Record<keyof typeof ACTS | MoveName, z.ZodType>

export type EventName = keyof typeof FACTS
type EventFacts<Name extends EventName> = z.infer<(typeof FACTS)[Name]>

interface Common {
  at: Date
  actor: Actor
  /** Shopify's id of the member of staff. */
  actorId: string | null
  note: string | null
}

export type RequestEvent = { [Name in EventName]: Common & { move: Name; facts: EventFacts<Name> } }[EventName]

/** What of an event the person is told. */
export const toldOf = (event: RequestEvent) => ({
  note: event.note,
  ground: event.move === 'refuse' ? event.facts.ground : null,
  liftsOn: event.move === 'lift_restriction' ? event.facts.on : null,
  decision: event.move === 'decide_review' ? event.facts.decision : null,
})

export interface Life {
  state: RequestState
  isIdentified: boolean
  regime: RegimeId
  pauses: Pause[]
  extension: TimeExtension | null
  assignee: string | null
  joinedTo: string | null
  receiptConfirmedAt: Date | null
  /** When it was answered, refused or withdrawn; null while it is open. */
  closedAt: Date | null
}

/** Acts that change no state, and need a text all the same. */
const EXPLAINED: ReadonlySet<EventName> = new Set([
  'extend',
  'choose_regime',
  'comment',
  'take_out',
  'put_back',
  'reject_proof',
  'lift_restriction',
  'keep_restriction',
  'decide_review',
])

/** What happens after the answer, too. */
const AFTERWARDS: ReadonlySet<EventName> = new Set(['lift_restriction', 'keep_restriction', 'end_restriction'])

/** Whether staff have to say why, or how they know. */
export const needsReason = (name: EventName): boolean =>
  EXPLAINED.has(name) || name === 'confirm_identity' || (isMove(name) && (MOVES[name] as Move).needsReason === true)

/** A comment can be added as long as it can be sealed, and a restriction ends after the answer; everything else that is no move belongs to an open request. */
export const isActPossible = (name: EventName, state: RequestState): boolean =>
  name === 'comment' || AFTERWARDS.has(name) ? state !== 'erased' : isRequestOpen(state)

/** Whether somebody who saw so many events has to look again. A mail that confirms the receipt changes nothing for them. */
export const isOutdated = (seen: number, events: readonly RequestEvent[]): boolean =>
  seen > events.length || events.slice(seen).some(({ actor, move }) => actor !== 'kept' || move !== 'confirm_receipt')

export const isMove = (name: EventName): name is MoveName => Object.hasOwn(MOVES, name)

type Effect<Name extends EventName> = (
  life: Life,
  event: Common & { facts: EventFacts<Name> },
  day: IsoDate,
) => Partial<Life>

const pausedFor = (reason: Pause['reason']) => (life: Life, _event: Common, askedOn: IsoDate) => ({
  pauses: [...life.pauses, { reason, askedOn, answeredOn: null }],
})
const resumedAfter = (reason: Pause['reason'], { pauses }: Life, answeredOn: IsoDate) => ({
  pauses: pauses.map((pause) =>
    pause.reason === reason && pause.answeredOn === null ? { ...pause, answeredOn } : pause,
  ),
})
const closed = (_life: Life, { at }: Common) => ({ closedAt: at })
const opened = () => ({ closedAt: null })
const unchanged = () => ({})

/** What an event changes, besides the state, which the table of moves says. */
const EFFECTS: { [Name in EventName]: Effect<Name> } = {
  receive: (_life, { facts }) => ({ regime: facts.regime }),
  check_identity: pausedFor('identity'),
  confirm_identity: (life, _event, day) => ({ ...resumedAfter('identity', life, day), isIdentified: true }),
  doubt_identity: (life, event, day) => ({ ...pausedFor('identity')(life, event, day), isIdentified: false }),
  ask_person: pausedFor('clarification'),
  person_replied: (life, _event, day) => resumedAfter('clarification', life, day),
  extend: (_life, { facts, note }, day) => ({ extension: { until: facts.until, reason: note ?? '', toldOn: day } }),
  choose_regime: (_life, { facts }) => ({ regime: facts.regime }),
  confirm_receipt: (_life, { at }) => ({ receiptConfirmedAt: at }),
  assign: (_life, { facts }) => ({ assignee: facts.to }),
  comment: unchanged,
  take_out: unchanged,
  put_back: unchanged,
  hand_in_proof: unchanged,
  reject_proof: unchanged,
  confirm_erasure: unchanged,
  propose_corrections: unchanged,
  apply_corrections: unchanged,
  restrict: unchanged,
  lift_restriction: unchanged,
  keep_restriction: unchanged,
  end_restriction: unchanged,
  choose_order: unchanged,
  decide_review: unchanged,
  report_effects: unchanged,
  answer: closed,
  answer_unidentified: closed,
  refuse: closed,
  withdraw: closed,
  erase_person: (life, { at }) => ({ closedAt: life.closedAt ?? at, joinedTo: null }),
  join: (_life, { facts, at }) => ({ joinedTo: facts.to, closedAt: at }),
  separate: () => ({ joinedTo: null, closedAt: null }),
  reopen: opened,
  reopen_unidentified: opened,
}

const BEGINNING: Life = {
  state: 'received',
  isIdentified: false,
  regime: 'gdpr',
  pauses: [],
  extension: null,
  assignee: null,
  joinedTo: null,
  receiptConfirmedAt: null,
  closedAt: null,
}

/**
 * The life of a request after these events, in their order.
 *
 * @param timeZone the shop's (`Europe/Paris`): days are those that its wall shows
 */
export function lifeOf(timeZone: string, events: readonly RequestEvent[]): Life {
  let life = BEGINNING
  for (const event of events) {
    const effect = EFFECTS[event.move] as Effect<EventName>
    const state = isMove(event.move) ? MOVES[event.move].to : life.state
    life = { ...life, ...effect(life, event, dayIn(timeZone, event.at)), state }
  }
  return life
}
