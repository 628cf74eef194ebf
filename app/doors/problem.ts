import type { ServerResponse } from 'node:http'
import { API_PROBLEMS, ApiProblem, type ApiProblemName, detailsOf, type ProblemDetails } from '../shop-api/index.ts'
import { answer, Refusal } from './http.ts'

/** What the doors' own refusals are called among the API's problems. */
const BY_STATUS: ReadonlyMap<number, ApiProblemName> = new Map([
  [404, 'not-found'],
  [410, 'not-installed'],
  [413, 'too-large'],
  [429, 'too-many-calls'],
])

function problemOf(error: Error): { problem: ProblemDetails; headers: Record<string, string> } {
  if (error instanceof ApiProblem) {
    const headers: Record<string, string> =
      API_PROBLEMS[error.problem].status === 401 ? { 'www-authenticate': 'Bearer' } : {}
    return { problem: detailsOf(error.problem, error.message, error.errors), headers }
  }
  if (!(error instanceof Refusal)) return { problem: detailsOf('not-now'), headers: {} }
  const name = BY_STATUS.get(error.status)
  if (name) return { problem: detailsOf(name, error.message), headers: error.headers }
  const { status, message, headers } = error
  return { problem: { type: 'about:blank', title: message, status }, headers }
}

/** Refuses as RFC 9457 describes it. */
export function refuseWithProblem(response: ServerResponse, error: Error): void {
  const { problem, headers } = problemOf(error)
  answer(response, problem.status, problem, { ...headers, 'content-type': 'application/problem+json' })
}
