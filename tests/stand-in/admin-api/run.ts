import {
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import { z } from 'zod'
import type { Budget } from './budget.ts'
import type { Context } from './context.ts'
import { costOf, MOST_POINTS_A_QUERY } from './cost.ts'
import { fieldResolver } from './resolvers.ts'

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

const DOCUMENTATION = 'https://shopify.dev/api/usage/rate-limits'

/** Shopify's answer when an app has spent its points: HTTP 200, and no data. */
const throttled = (requested: number, throttleStatus: ReturnType<Budget['status']>) => ({
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: DOCUMENTATION } }],
  extensions: { cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus } },
})

/** The same, as a test asks for it. */
export const throttledByFault = (budget: Budget) => throttled(10, budget.status(0))

/** No app's bucket helps against this one. */
const tooExpensive = (cost: number) => ({
  errors: [
    {
      message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MOST_POINTS_A_QUERY}).`,
      extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: MOST_POINTS_A_QUERY, documentation: DOCUMENTATION },
    },
  ],
})

/** The operations that a request asks for: its fields at the root, and its own name. */
export function operationsIn(body: unknown): string[] {
  const asked = request.safeParse(body)
  const document = asked.success && readDocument(asked.data.query)
  if (!document || 'errors' in document) return []
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return []
    const fields = definition.selectionSet.selections.flatMap((one) =>
      one.kind === Kind.FIELD ? [one.name.value] : [],
    )
    return definition.name ? [definition.name.value, ...fields] : fields
  })
}

/** Answers an Admin GraphQL request: what the real schema rejects is rejected, what the scopes do not reach is denied. */
export async function runAdminQuery(body: unknown, context: Context) {
  const { schema } = context.admin
  const asked = request.safeParse(body)
  if (!asked.success) return { errors: [{ message: 'A GraphQL request needs a query' }] }
  const { query, variables, operationName } = asked.data
  const document = validated(schema, query)
  if ('errors' in document) return document
  const cost = costOf(schema, document, variables ?? {}, operationName)
  if (cost.requested > MOST_POINTS_A_QUERY) return tooExpensive(cost.requested)
  const { budget } = context.state
  if (!budget.holds(cost.requested)) return throttled(cost.requested, budget.status())
  const result = await execute({
    schema,
    document,
    variableValues: variables ?? {},
    operationName,
    contextValue: context,
    fieldResolver,
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  })
  const actual = cost.actual(result.data)
  budget.spend(actual)
  const spent = { requestedQueryCost: cost.requested, actualQueryCost: actual, throttleStatus: budget.status() }
  return { ...result, extensions: { cost: spent } }
}

const DOCUMENTS_KEPT = 200
const documents = new Map<string, DocumentNode | { errors: object[] }>()

/** A query that is asked for page by page is read and checked once. */
function validated(schema: GraphQLSchema, query: string): DocumentNode | { errors: object[] } {
  const known = documents.get(query)
  if (known) return known
  const document = readDocument(query)
  const errors = 'errors' in document ? [] : validate(schema, document, specifiedRules)
  const result = errors.length > 0 ? { errors: errors.map((error) => error.toJSON()) } : document
  if (documents.size >= DOCUMENTS_KEPT) documents.clear()
  documents.set(query, result)
  return result
}

function readDocument(query: string): DocumentNode | { errors: object[] } {
  try {
    return parse(query)
  } catch (error) {
    return { errors: [{ message: error instanceof GraphQLError ? error.message : 'syntax error' }] }
  }
}
