import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { canonicalJson } from '../canonical.ts'
import { type Answers, answersSchema } from './model.ts'
import { lockSetup, type Setup, writeGiven } from './store.ts'
import type { Question } from './words.ts'

interface Answering<Asked extends Question = Question> {
  question: Asked
  /** Null: skipped. */
  answer: NonNullable<Answers[Asked]> | null
  /** The revision of the answer that staff saw; 0 when there was none. */
  base: number
}

export type AnswerResult =
  | { ok: true }
  /** Somebody else answered meanwhile: their answer, and the `base` with which it can be saved over. */
  | { ok: false; theirs: unknown; revision: number }

/** Saves one answer. Another question that somebody answers at the same time is not touched. */
export async function answerQuestion(
  tx: ShopTransaction,
  { question, answer, base }: Answering,
  staffId: string,
): Promise<AnswerResult> {
  const { given } = await lockSetup(tx)
  const before = given[question]
  const isSame = before !== undefined && canonicalJson(before.answer ?? null) === canonicalJson(answer)
  if (isSame) return { ok: true }
  const revision = before?.revision ?? 0
  if (revision !== base) return { ok: false, theirs: before?.answer ?? null, revision }
  const at = clock.now().toISOString()
  await writeGiven(tx, { ...given, [question]: { answer, revision: revision + 1, by: staffId, at } })
  return { ok: true }
}

/** The answers without who gave them. */
export const answersIn = ({ given }: Pick<Setup, 'given'>): Answers =>
  answersSchema.parse(Object.fromEntries(Object.entries(given).map(([question, { answer }]) => [question, answer])))

/** Rises with every answer: two states of the answers differ in it. */
export const revisionOf = ({ given }: Pick<Setup, 'given'>): number =>
  Object.values(given).reduce((sum, { revision }) => sum + revision, 0)
