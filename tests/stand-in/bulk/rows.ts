import {
  type ConstValueNode,
  type DocumentNode,
  execute,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql'
import type { Context } from '../admin-api/context.ts'
import { fieldResolver } from '../admin-api/resolvers.ts'

/** A row of the JSONL: a node of a connection, with the id of the one it is below. */
export interface Row {
  values: Record<string, unknown>
  isRoot: boolean
}

export class BulkFailure extends Error {
  readonly code: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR'

  constructor(code: 'ACCESS_DENIED' | 'INTERNAL_SERVER_ERROR', message: string) {
    super(message)
    this.code = code
  }
}

const PAGE = 250

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The nodes of a connection; undefined for anything else. */
function nodesOf(value: unknown): Record<string, unknown>[] | undefined {
  if (!isObject(value)) return undefined
  if (Array.isArray(value.nodes)) return value.nodes.filter(isObject)
  if (!Array.isArray(value.edges)) return undefined
  return value.edges.flatMap((edge) => (isObject(edge) && isObject(edge.node) ? [edge.node] : []))
}

/**
 * Every node that the query finds, read page by page. Without grouping Shopify promises no order: here the children of a
 * page come behind all its parents.
 */
export async function* bulkRows(document: DocumentNode, context: Context, isGrouped: boolean): AsyncGenerator<Row> {
  for (let after: string | null = null; ; ) {
    const { data, next } = await page(document, context, after)
    const late: Row[] = []
    for (const row of rowsIn(data, undefined)) {
      if (isGrouped || row.isRoot) yield row
      else late.push(row)
    }
    yield* late
    if (next === null) return
    after = next
  }
}

function* rowsIn(value: unknown, parentId: unknown): Generator<Row> {
  if (!isObject(value)) return
  for (const inner of Object.values(value)) {
    const nodes = nodesOf(inner)
    for (const node of nodes ?? []) {
      const kept = Object.entries(node).filter(([, field]) => nodesOf(field) === undefined)
      const values = { ...Object.fromEntries(kept), ...(parentId !== undefined && { __parentId: parentId }) }
      yield { values, isRoot: parentId === undefined }
      yield* rowsIn(Object.fromEntries(Object.entries(node).filter(([, field]) => nodesOf(field))), node.id)
    }
    if (!nodes) yield* rowsIn(inner, parentId)
  }
}

async function page(document: DocumentNode, context: Context, after: string | null) {
  const { data, errors } = await execute({
    schema: context.admin.schema,
    document: paged(document, after),
    contextValue: { ...context, isWhole: true },
    fieldResolver,
    typeResolver: (value) => (value as { __typename?: string }).__typename,
  })
  const [error] = errors ?? []
  if (error) {
    const isDenied = error.extensions.code === 'ACCESS_DENIED'
    throw new BulkFailure(isDenied ? 'ACCESS_DENIED' : 'INTERNAL_SERVER_ERROR', error.message)
  }
  const ends = Object.values(data ?? {}).flatMap((root) => {
    const info = isObject(root) && isObject(root.__page) ? root.__page : undefined
    return info?.hasNextPage ? [String(info.endCursor)] : []
  })
  return { data, next: ends[0] ?? null }
}

/** The query with its connections at the root read page by page; those below are read whole. */
function paged(document: DocumentNode, after: string | null): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? pagedOperation(one, after) : one,
    ),
  }
}

const isPage = (root: SelectionNode): root is FieldNode =>
  root.kind === Kind.FIELD &&
  Boolean(
    root.selectionSet?.selections.some((one) => one.kind === Kind.FIELD && ['nodes', 'edges'].includes(one.name.value)),
  )

function pagedOperation(operation: OperationDefinitionNode, after: string | null): OperationDefinitionNode {
  const { selections } = operation.selectionSet
  // A cursor is of one connection: two at the root are read whole.
  if (selections.filter(isPage).length !== 1) return operation
  const pages = selections.map((root) => (isPage(root) ? pagedField(root, after) : root))
  return { ...operation, selectionSet: { ...operation.selectionSet, selections: pages } }
}

const PAGING = ['first', 'last', 'after', 'before']

function pagedField(field: FieldNode, after: string | null): FieldNode {
  const rest = (field.arguments ?? []).filter(({ name }) => !PAGING.includes(name.value))
  const inner = field.selectionSet?.selections ?? []
  return {
    ...field,
    arguments: [
      ...rest,
      argument('first', { kind: Kind.INT, value: String(PAGE) }),
      ...(after === null ? [] : [argument('after', { kind: Kind.STRING, value: after })]),
    ],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [...inner, PAGE_INFO] },
  }
}

const argument = (name: string, value: ConstValueNode) => ({ kind: Kind.ARGUMENT as const, name: nameOf(name), value })

const nameOf = (value: string) => ({ kind: Kind.NAME as const, value })

const PAGE_INFO: SelectionNode = {
  kind: Kind.FIELD,
  alias: nameOf('__page'),
  name: nameOf('pageInfo'),
  selectionSet: {
    kind: Kind.SELECTION_SET,
    selections: ['hasNextPage', 'endCursor'].map((name) => ({ kind: Kind.FIELD, name: nameOf(name) })),
  },
}
