import type { WrittenLanguage } from '../../mail/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { IsoDate } from '../../register/index.ts'
import { type AnswerStatus, readAnswer } from '../answer/index.ts'
import { answerBy, dayIn } from '../clock/model.ts'
import { listProofs } from '../identity/index.ts'
import { awaitsIdentity, isRequestOpen } from '../lifecycle/model.ts'
import { type RequestDetail, readRequest } from '../lifecycle/read-life.ts'
import { effectsInLanguages } from '../objection/effects/in-words.ts'
import { type IdentityMethod, offeredMethods } from '../offered-methods.ts'
import { type OwnRestriction, readOwnRestriction } from '../restriction/read-own.ts'
import type { RequestKind, RequestState, ReviewDecision } from '../words.ts'
import { forbidsMove } from '../work-decides.ts'
import { type OwnRectification, readOwnRectification } from './own-rectification.ts'
import { requestRowsOf } from './store.ts'
import type { KnownVisitor } from './who-asks.ts'

/** One line of what somebody has asked for. */
export interface OwnRequest {
  id: string
  kind: RequestKind
  state: RequestState
  receivedOn: IsoDate
}

export async function listOwn(
  tx: ShopTransaction,
  { subjects }: Pick<KnownVisitor, 'subjects'>,
): Promise<OwnRequest[]> {
  const rows = await requestRowsOf(tx, subjects)
  return rows.map(({ id, kind, state, receivedAt, timeZone }) => ({
    id,
    kind,
    state,
    receivedOn: dayIn(timeZone, receivedAt),
  }))
}

interface OwnAnswer {
  state: AnswerStatus['state']
  /** How much of it is written. */
  percent: number
  bytes: number
  downloads: number
}

/** What a person is shown of their request. */
export interface OwnRequestDetail extends OwnRequest {
  /** The last day; null once it is closed. */
  dueOn: IsoDate | null
  isIdentified: boolean
  /** The other request that answers this one too. */
  joinedTo: string | null
  /** What staff asked last, while they wait for the reply. */
  question: string | null
  /** Why it was refused, in the words of staff. */
  refusal: string | null
  offered: IdentityMethod[]
  /** Whether they may say that the request is theirs, having shown who they are. */
  canConfirm: boolean
  canWithdraw: boolean
  canHandIn: boolean
  proofsWaiting: number
  /** What is held and what they say is wrong; null for a request of another kind, and before the person is known. */
  rectification: OwnRectification | null
  /** While it is made, and once it was given. Null before the person is known. */
  answer: OwnAnswer | null
  /** What an objection did, in each language; null for another request, and before it was tried. */
  effects: Record<WrittenLanguage, string> | null
  /** The last day on which it can be downloaded; null when it cannot be, or no longer. */
  downloadUntil: IsoDate | null
  /** Null before the person is known, and where nothing was restricted. */
  restriction: OwnRestriction | null
  /** What a person decided about an automated decision, and why. */
  review: { decision: ReviewDecision; explanation: string | null } | null
}

/** Null when there is no such request, or it is somebody else's: nothing tells which. */
export async function readOwn(
  tx: ShopTransaction,
  visitor: KnownVisitor,
  id: string,
): Promise<OwnRequestDetail | null> {
  const detail = await readRequest(tx, id)
  if (!detail?.row.subjectId || !visitor.subjects.includes(detail.row.subjectId)) return null
  const { row, life, deadline } = detail
  const offered = await offeredMethods(tx)
  const isAwaited = awaitsIdentity(life.state)
  const answer = life.isIdentified ? await readAnswer(tx, id) : null
  const until = answer?.state === 'ready' && life.state === 'answered' ? answer.availableUntil : null
  return {
    id,
    kind: row.kind,
    state: life.state,
    receivedOn: dayIn(row.timeZone, row.receivedAt),
    dueOn: life.closedAt ? null : answerBy(deadline),
    isIdentified: life.isIdentified,
    joinedTo: life.joinedTo,
    question: life.state === 'waiting_for_person' ? lastNote(detail, 'ask_person') : null,
    refusal: life.state === 'refused' ? lastNote(detail, 'refuse') : null,
    offered,
    canConfirm: isAwaited && offered.includes(METHODS[visitor.by]),
    canWithdraw: isRequestOpen(life.state) && !(await forbidsMove(tx, id, row.kind, 'withdraw')),
    canHandIn: isAwaited && offered.includes('proof_of_identity'),
    proofsWaiting: (await listProofs(tx, id)).length,
    rectification: await readOwnRectification(tx, id),
    answer: answer && { ...answer, bytes: answer.bytes ?? 0, downloads: downloadsOf(answer) },
    restriction: life.isIdentified ? await readOwnRestriction(tx, row) : null,
    review: life.isIdentified ? reviewIn(detail) : null,
    effects: await effectsInLanguages(tx, id),
    downloadUntil: until && until > clock.now() ? dayIn(row.timeZone, until) : null,
  }
}

function reviewIn({ events }: RequestDetail): OwnRequestDetail['review'] {
  const decided = events.findLast((event) => event.move === 'decide_review')
  return decided ? { decision: decided.facts.decision, explanation: decided.note } : null
}

/** How often the person has downloaded it; what staff did is not theirs to see. */
const downloadsOf = ({ downloads }: AnswerStatus) => downloads.filter(({ by }) => by === 'person').length

/** What each way of being known proves. */
export const METHODS = { account: 'account_login', link: 'email_link' } as const satisfies Record<
  KnownVisitor['by'],
  IdentityMethod
>

const lastNote = ({ events }: RequestDetail, move: 'ask_person' | 'refuse') =>
  events.findLast((event) => event.move === move)?.note ?? null
