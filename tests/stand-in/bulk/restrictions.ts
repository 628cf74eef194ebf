import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  Kind,
  parse,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'

/** https://shopify.dev/docs/api/usage/bulk-operations/queries#operation-restrictions */
const MOST_CONNECTIONS = 5
const DEEPEST = 2

/** What a bulk operation may not ask; the document itself where it may. */
export function bulkQuery(schema: GraphQLSchema, query: string): DocumentNode | { problem: string } {
  let document: DocumentNode
  try {
    document = parse(query)
  } catch (error) {
    return { problem: `Invalid bulk query: ${error instanceof Error ? error.message : String(error)}` }
  }
  const [invalid] = validate(schema, document, specifiedRules)
  if (invalid) return { problem: `Invalid bulk query: ${invalid.message}` }
  const problem = problemOf(schema, document)
  return problem ? { problem } : document
}

function problemOf(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (operations.length !== 1 || operation?.operation !== 'query') return 'A bulk operation takes one query'
  const roots = operation.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))
  if (roots.some((name) => name === 'node' || name === 'nodes')) return 'Bulk queries cannot use node or nodes'
  const { count, depth, isWithoutId } = connectionsIn(schema, document)
  if (count === 0) return 'Bulk queries must contain at least one connection.'
  if (count > MOST_CONNECTIONS) return `Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`
  if (depth > DEEPEST) return `Bulk queries cannot contain connections with a nesting depth greater than ${DEEPEST}.`
  if (isWithoutId) {
    return "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type."
  }
  return undefined
}

function connectionsIn(schema: GraphQLSchema, document: DocumentNode) {
  const info = new TypeInfo(schema)
  const found = { count: 0, depth: 0, isWithoutId: false }
  const open: FieldNode[] = []
  visit(
    document,
    visitWithTypeInfo(info, {
      Field: {
        enter(field) {
          if (!isConnection(info)) return
          const parent = open.at(-1)
          if (parent && !selectsId(parent)) found.isWithoutId = true
          open.push(field)
          found.count += 1
          // A connection below another is one level deep.
          found.depth = Math.max(found.depth, open.length - 1)
        },
        leave(field) {
          if (open.at(-1) === field) open.pop()
        },
      },
    }),
  )
  return found
}

function isConnection(info: TypeInfo): boolean {
  const type = info.getType()
  return type ? getNamedType(type).name.endsWith('Connection') : false
}

const fieldsOf = (field: FieldNode) => field.selectionSet?.selections.filter((one) => one.kind === Kind.FIELD) ?? []

const named = (field: FieldNode, name: string) => fieldsOf(field).find((one) => one.name.value === name)

/** The node of a connection, whichever way it is asked for. */
function selectsId(connection: FieldNode): boolean {
  const edges = named(connection, 'edges')
  const node = named(connection, 'nodes') ?? (edges && named(edges, 'node'))
  return Boolean(node && fieldsOf(node).some((one) => one.name.value === 'id' && !one.alias))
}
