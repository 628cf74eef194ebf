/** What is wrong with an answer, in words of the page. */
import type { z } from 'zod'

export type ProblemKey =
  | 'required'
  | 'choose'
  | 'address'
  | 'email'
  | 'dpoIsShop'
  | 'twice'
  | 'tooLong'
  | 'months'
  | 'pickOrNone'
  | 'invalid'

const FORMATS: Record<string, ProblemKey> = { url: 'address', email: 'email' }
const OWN: Record<string, ProblemKey> = { dpo_is_shop: 'dpoIsShop', twice: 'twice', not_a_country: 'choose' }

function keyOf(issue: z.core.$ZodIssue): ProblemKey {
  const own = OWN[issue.message]
  if (own) return own
  if (issue.path.at(-1) === 'months') return 'months'
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? 'invalid'
  if (issue.code === 'too_small') return 'required'
  if (issue.code === 'too_big') return 'tooLong'
  return issue.code === 'invalid_type' || issue.code === 'invalid_value' ? 'choose' : 'invalid'
}

/** By the path in the answer (`others.0.name`); the first problem of each. */
export const problemsIn = (issues: readonly z.core.$ZodIssue[]): Partial<Record<string, ProblemKey>> =>
  Object.fromEntries(issues.map((issue) => [issue.path.slice(1).join('.'), keyOf(issue)] as const).toReversed())
