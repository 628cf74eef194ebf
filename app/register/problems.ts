import type { z } from 'zod'
import type { FindingValues } from './rules/index.ts'

/**
 * Problems that make a value invalid in a register, as forms and import show them. Their sentences are in `messages/`.
 */
export const PROBLEM_CODES = [
  'missing',
  'unknown_key',
  'wrong_type',
  'not_allowed',
  'too_short',
  'too_long',
  'too_many',
  'too_few',
  'too_small',
  'too_big',
  'wrong_format',
  'not_an_address',
  'not_an_email',
  'not_a_date',
  'not_an_id',
  'not_a_country',
  'unprintable',
  'several_lines',
  'unwritten',
  'twice',
  'id_taken',
  'default_not_offered',
  'pattern',
  'register_too_large',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

export interface Problem {
  code: ProblemCode
  values: FindingValues
}

const FORMATS: Record<string, ProblemCode> = {
  url: 'not_an_address',
  email: 'not_an_email',
  date: 'not_a_date',
}

/** The schema's own refinements put a problem code in the place of zod's message. */
const own = (message: string): ProblemCode | undefined => PROBLEM_CODES.find((code) => code === message)

const TOO_BIG: Record<string, ProblemCode> = { string: 'too_long', array: 'too_many' }
const TOO_SMALL: Record<string, ProblemCode> = { string: 'too_short', array: 'too_few' }

/** Translates a zod issue into a problem that a person can fix. */
export function problemOf(issue: z.core.$ZodIssue): Problem {
  const said = own(issue.message)
  if (said) return { code: said, values: {} }
  switch (issue.code) {
    case 'invalid_type':
      return { code: issue.input === undefined ? 'missing' : 'wrong_type', values: { expected: issue.expected } }
    case 'unrecognized_keys':
      return { code: 'unknown_key', values: { key: issue.keys[0] ?? '' } }
    case 'invalid_key':
      return { code: 'unknown_key', values: { key: String(issue.path.at(-1) ?? '') } }
    case 'invalid_value':
      return {
        code: issue.input === undefined ? 'missing' : 'not_allowed',
        values: { allowed: issue.values.join(', ') },
      }
    case 'invalid_union':
      return { code: 'not_allowed', values: { allowed: '' } }
    case 'too_big':
      return { code: TOO_BIG[issue.origin] ?? 'too_big', values: { most: Number(issue.maximum) } }
    case 'too_small':
      return { code: TOO_SMALL[issue.origin] ?? 'too_small', values: { least: Number(issue.minimum) } }
    case 'invalid_format':
      return { code: FORMATS[issue.format] ?? 'wrong_format', values: {} }
    default:
      return { code: 'wrong_format', values: {} }
  }
}
