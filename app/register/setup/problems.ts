/** What is wrong with an answer. A page has a sentence for each. */
import type { z } from 'zod'

export type AnswerProblem =
  | 'required'
  | 'choose'
  | 'address'
  | 'email'
  | 'dpoIsShop'
  | 'twice'
  | 'tooLong'
  | 'months'
  | 'invalid'

const FORMATS: Record<string, AnswerProblem> = { url: 'address', email: 'email' }
const OWN: Record<string, AnswerProblem> = { dpo_is_shop: 'dpoIsShop', twice: 'twice', not_a_country: 'choose' }

function keyOf(issue: z.core.$ZodIssue): AnswerProblem {
  const own = OWN[issue.message]
  if (own) return own
  if (issue.path.at(-1) === 'months') return 'months'
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? 'invalid'
  if (issue.code === 'too_small') return 'required'
  if (issue.code === 'too_big') return 'tooLong'
  return issue.code === 'invalid_type' || issue.code === 'invalid_value' ? 'choose' : 'invalid'
}

/** By the path in the answer (`others.0.name`); the first problem of each. */
export const problemsInAnswer = (issues: readonly z.core.$ZodIssue[]): Partial<Record<string, AnswerProblem>> =>
  Object.fromEntries(issues.map((issue) => [issue.path.slice(1).join('.'), keyOf(issue)] as const).toReversed())
