/** What an answer says when a call cannot be done: problem details (RFC 9457). Pure. */
import { z } from 'zod'

/** Each with its status and its title. The type of a problem is its name behind `urn:kept:problem:`. */
export const API_PROBLEMS = {
  'invalid-content': { status: 422, title: 'The content is not what this call takes' },
  'not-json': { status: 400, title: 'The body is not JSON' },
  'no-key': { status: 401, title: 'No key, or one that opens nothing' },
  'scope-missing': { status: 403, title: 'The key may not do this' },
  'not-installed': { status: 403, title: 'The shop does not have Kept' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'wrong-method': { status: 405, title: 'This address does not take this method' },
  'several-people': { status: 409, title: 'Several customers have this address' },
  erased: { status: 409, title: 'The person was erased after that' },
  'idempotency-key-missing': { status: 400, title: 'The header Idempotency-Key is missing' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another call' },
  'too-large': { status: 413, title: 'The body is too large' },
  'wrong-type': { status: 415, title: 'The body is not application/json' },
  'too-many-calls': { status: 429, title: 'Too many calls' },
  'not-now': { status: 503, title: 'Not now, try again' },
} as const satisfies Record<string, { status: number; title: string }>
export type ApiProblemName = keyof typeof API_PROBLEMS

export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** What is wrong in the content: a JSON pointer (RFC 6901) and why. */
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
})
export type ProblemDetails = z.infer<typeof problemDetails>

/** Ends a call. */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly problem: ApiProblemName
  readonly errors: ProblemDetails['errors']

  constructor(problem: ApiProblemName, detail = '', errors?: ProblemDetails['errors']) {
    super(detail)
    this.problem = problem
    this.errors = errors
  }
}

export function detailsOf(problem: ApiProblemName, detail = '', errors?: ProblemDetails['errors']): ProblemDetails {
  const { status, title } = API_PROBLEMS[problem]
  return { type: `urn:kept:problem:${problem}`, title, status, ...(detail && { detail }), ...(errors && { errors }) }
}

const MOST_ERRORS = 20

const pointerOf = (path: readonly PropertyKey[]) =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** Names the places, and never what stood there. */
export const errorsIn = ({ issues }: z.ZodError): NonNullable<ProblemDetails['errors']> =>
  issues.slice(0, MOST_ERRORS).map(({ path, message }) => ({ pointer: pointerOf(path), detail: message }))
