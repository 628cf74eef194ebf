import { execute, GraphQLError, isAbstractType, parse, specifiedRules, validate } from 'graphql'
import { z } from 'zod'
import { type Context, fieldResolver } from './resolvers.ts'
import type { AdminSchema } from './schema.ts'

const request = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
})

const COST = {
  requestedQueryCost: 10,
  actualQueryCost: 10,
  throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 },
}

/** Answers an Admin GraphQL request: what the real schema rejects is rejected, what the scopes do not reach is denied. */
export async function runAdminQuery({ schema, deniedField }: AdminSchema, body: unknown, context: Context) {
  const { query, variables, operationName } = request.parse(body)
  let document: ReturnType<typeof parse>
  try {
    document = parse(query)
  } catch (error) {
    return { errors: [{ message: error instanceof GraphQLError ? error.message : 'syntax error' }] }
  }
  const errors = validate(schema, document, specifiedRules)
  if (errors.length > 0) return { errors: errors.map((error) => error.toJSON()) }
  const denied = deniedField(document, context.scopes)
  if (denied) {
    const message = `Access denied for ${denied} field.`
    return { data: null, errors: [{ message, path: [denied], extensions: { code: 'ACCESS_DENIED' } }] }
  }
  const result = await execute({
    schema,
    document,
    variableValues: variables ?? {},
    operationName,
    contextValue: context,
    fieldResolver,
    typeResolver: (value, _context, _info, abstract) => {
      const id = (value as { id?: unknown }).id
      return isAbstractType(abstract) && typeof id === 'string' ? id.split('/')[3] : undefined
    },
  })
  return { ...result, extensions: { cost: COST } }
}
