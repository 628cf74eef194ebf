import { type DocumentNode, execute, GraphQLError, Kind, parse, specifiedRules, validate } from 'graphql'
import { z } from 'zod'
import type { Context } from './context.ts'
import { Budget, costOf } from './cost.ts'
import { fieldResolver } from './resolvers.ts'

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

const budget = new Budget()

/** Shopify's answer when an app has spent its points: HTTP 200, and no data. */
export const throttled = () => ({
  errors: [
    {
      message: 'Throttled',
      extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
    },
  ],
  extensions: { cost: { requestedQueryCost: 10, actualQueryCost: null, throttleStatus: budget.emptyStatus() } },
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
  const document = readDocument(query)
  if ('errors' in document) return document
  const errors = validate(schema, document, specifiedRules)
  if (errors.length > 0) return { errors: errors.map((error) => error.toJSON()) }
  const result = await execute({
    schema,
    document,
    variableValues: variables ?? {},
    operationName,
    contextValue: context,
    fieldResolver,
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  })
  const cost = costOf(document, variables ?? {})
  return { ...result, extensions: { cost: budget.spend(cost) } }
}

function readDocument(query: string): DocumentNode | { errors: object[] } {
  try {
    return parse(query)
  } catch (error) {
    return { errors: [{ message: error instanceof GraphQLError ? error.message : 'syntax error' }] }
  }
}
