/**
 * The one next step of a request that a file answers: identity, collect, look, make, answer. A page has one main button; it is
 * this one. Pure.
 */
import { isRequestOpen } from '../lifecycle/model.ts'
import type { IdentityProof } from '../words.ts'
import { isFileKind, makeProblem, type StepFacts } from './model.ts'
import type { MakeProblem, NextStep } from './words.ts'

/** What has to come before a file can be made. */
const BEFORE: Record<MakeProblem, NextStep | null> = {
  not_found: null,
  not_a_file: null,
  /** It was separated or opened again, and its identity is not confirmed anew. */
  not_from_here: 'identity',
  identity_missing: 'identity',
  not_published: 'publish',
  not_collected: 'collect',
  not_looked: 'look',
}

/** Null for a request that no file answers. */
export function nextStep(facts: StepFacts): NextStep | null {
  const { request, collection, answer } = facts
  if (!isFileKind(request.kind)) return null
  if (!isRequestOpen(request.state)) return 'done'
  if (!request.isIdentified) return 'identity'
  if (request.state === 'waiting_for_person') return 'person'
  if (answer?.state === 'making') return 'making'
  if (collection?.state === 'collecting') return 'collecting'
  const problem = makeProblem(facts)
  if (problem) return BEFORE[problem]
  return isCurrent(facts) ? 'answer' : 'make'
}

/** Whether the file was made from what is there now. */
const isCurrent = ({ answer, collection, chosenAt }: StepFacts): boolean =>
  answer?.state === 'ready' &&
  answer.madeAt !== null &&
  collection?.finishedAt != null &&
  answer.madeAt >= collection.finishedAt &&
  (chosenAt === null || answer.madeAt >= chosenAt)

/**
 * Whether the request would be answered with a file that is not made of what is there now: the person would get what was
 * taken out since. Who answers without a file of Kept's is free to.
 */
export const wouldGiveStaleFile = (facts: StepFacts): boolean =>
  isFileKind(facts.request.kind) &&
  (facts.answer?.state === 'making' || (facts.answer?.state === 'ready' && !isCurrent(facts)))

/** The proofs by which a person is known without staff. */
const SIGNED_IN: ReadonlySet<IdentityProof> = new Set(['account_login'])

/** Whether the app takes the next step by itself: the shop says so, and the person is signed in. */
export const goesOutUnseen = (answerAtOnce: boolean, proof: IdentityProof | null): boolean =>
  answerAtOnce && proof !== null && SIGNED_IN.has(proof)
