/** The OpenAPI document (3.1), made of the schemas with which calls are parsed. Pure. */
import { z } from 'zod'
import { CALL_KNOWN_DAYS, CALLS_A_MINUTE, MAX_IDEMPOTENCY_KEY } from '../limits.ts'
import { API_DESCRIPTIONS, type ApiDescription } from '../operations/descriptions.ts'
import {
  apiPerson,
  consentState,
  findConsents,
  newConsent,
  newRequest,
  purposeList,
  recordedConsent,
  requestList,
  requestState,
} from '../operations/model.ts'
import { API_PATH } from '../path.ts'
import { API_PROBLEMS, type ApiProblemName, problemDetails } from '../problem.ts'

/** By the names that a generated client calls them. */
const SCHEMAS = {
  Person: apiPerson,
  PurposeList: purposeList,
  ConsentState: consentState,
  FindConsents: findConsents,
  NewConsent: newConsent,
  RecordedConsent: recordedConsent,
  NewRequest: newRequest,
  RequestState: requestState,
  RequestList: requestList,
  Problem: problemDetails,
} as const satisfies Record<string, z.ZodType>

const referenceTo = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const nameOf = (schema: z.ZodType): string => {
  const found = Object.entries(SCHEMAS).find(([, one]) => one === schema)
  if (!found) throw new Error('A schema of the API has no name in its document')
  return found[0]
}

const written = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _dialect, $id: _id, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return rest
}

function schemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(SCHEMAS)) registry.add(schema, { id })
  const made = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(made.schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [name, schema]),
  )
}

/** Parameters that any call may be refused with. */
const ALWAYS: readonly ApiProblemName[] = ['no-key', 'scope-missing', 'not-installed', 'too-many-calls', 'not-now']
const OF_CONTENT: readonly ApiProblemName[] = ['not-json', 'wrong-type', 'too-large', 'invalid-content']
const OF_NAMED: readonly ApiProblemName[] = ['idempotency-key-missing', 'idempotency-key-reused']

function problemsOf({ problems, content, isNamed, params, query }: ApiDescription) {
  const hasInput = Object.keys(params.shape).length + Object.keys(query.shape).length > 0
  const named = new Set([
    ...ALWAYS,
    ...(content ? OF_CONTENT : []),
    ...(hasInput ? (['invalid-content'] as const) : []),
    ...(isNamed ? OF_NAMED : []),
    ...problems,
  ])
  const byStatus = Map.groupBy([...named], (name) => API_PROBLEMS[name].status)
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, names]) => [
        String(status),
        {
          description: names.map((name) => API_PROBLEMS[name].title).join('. '),
          ...((status === 429 || status === 503) && {
            headers: { 'Retry-After': { description: 'Seconds', schema: { type: 'integer' } } },
          }),
          content: { 'application/problem+json': { schema: referenceTo('Problem') } },
        },
      ]),
  )
}

const parametersOf = (place: 'path' | 'query', object: z.ZodObject) =>
  Object.entries(object.shape).map(([name, schema]) => {
    const { description, ...rest } = written(schema as z.ZodType)
    return {
      name,
      in: place,
      required: place === 'path',
      ...(description !== undefined && { description }),
      schema: rest,
    }
  })

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: `Names the call, such as a random UUID. Sent again within ${CALL_KNOWN_DAYS} days it changes nothing, and gives the same answer.`,
  schema: { type: 'string', minLength: 1, maxLength: MAX_IDEMPOTENCY_KEY },
}

function operationOf(operation: ApiDescription) {
  const { id, summary, description, scope, params, query, content, answers, status, isNamed } = operation
  return {
    operationId: id,
    summary,
    description: [description, `Needs the scope \`${scope}\`.`].filter(Boolean).join(' '),
    security: [{ key: [] }],
    parameters: [
      ...parametersOf('path', params),
      ...parametersOf('query', query),
      ...(isNamed ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(content && {
      requestBody: { required: true, content: { 'application/json': { schema: referenceTo(nameOf(content)) } } },
    }),
    responses: {
      [String(status)]: {
        description: summary,
        ...(isNamed && {
          headers: {
            'Idempotency-Replayed': {
              description: '`true`: an earlier call of this name had done it',
              schema: { type: 'string' },
            },
          },
        }),
        content: { 'application/json': { schema: referenceTo(nameOf(answers)) } },
      },
      ...problemsOf(operation),
    },
  }
}

/** As it is served, and as docs/api/openapi.json has it. */
export function openApiDocument() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of API_DESCRIPTIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method.toLowerCase()]: operationOf(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kept',
      version: '1',
      summary: 'Consents and requests of data subjects, for the shop’s own systems',
      description: `Staff make keys under “Your own systems”. Each key may call ${CALLS_A_MINUTE} times a minute. docs/api.md has examples.`,
    },
    servers: [{ url: API_PATH, description: 'Below the address of Kept' }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of the shop: `kept_…`' } },
      schemas: schemas(),
    },
  }
}
