/** When a file is made, and what comes next. Pure. */
import { isRequestOpen } from '../lifecycle/model.ts'
import type { RequestKind, RequestState } from '../words.ts'
import type { CollectionSummary } from './held-reader.ts'
import { type AnswerState, FILE_KINDS, type FileKind, type MakeProblem } from './words.ts'

export const isFileKind = (kind: RequestKind): kind is FileKind => FILE_KINDS.some((each) => each === kind)

/** The states in which an answer is worked on. */
const WORKED_ON: ReadonlySet<RequestState> = new Set(['in_progress', 'waiting_for_person'])

export interface AnswerAttempt {
  request: { kind: RequestKind; state: RequestState; isIdentified: boolean } | null
  collection: Pick<CollectionSummary, 'state' | 'finishedAt'> | null
  lookedAt: Date | null
  isPublished: boolean
  /** The shop lets this answer go out without staff having looked. */
  unseen: boolean
}

/** Whoever looked before all was there did not look at what goes out. */
const hasLooked = ({ lookedAt, collection }: Pick<AnswerAttempt, 'lookedAt' | 'collection'>): boolean =>
  lookedAt !== null && collection?.finishedAt != null && lookedAt >= collection.finishedAt

/** What stands in the way of a file; null when nothing does. */
export function makeProblem({ request, unseen, isPublished, ...held }: AnswerAttempt): MakeProblem | null {
  if (!request) return 'not_found'
  if (!isFileKind(request.kind)) return 'not_a_file'
  if (isRequestOpen(request.state) && !request.isIdentified) return 'identity_missing'
  if (!WORKED_ON.has(request.state)) return 'not_from_here'
  if (!isPublished) return 'not_published'
  if (held.collection?.state !== 'collected') return 'not_collected'
  return unseen || hasLooked(held) ? null : 'not_looked'
}

export interface StepFacts extends Omit<AnswerAttempt, 'request'> {
  request: NonNullable<AnswerAttempt['request']>
  answer: { state: AnswerState; madeAt: Date | null } | null
  /** When staff last took something out of what is held, or put it back. */
  chosenAt: Date | null
}
