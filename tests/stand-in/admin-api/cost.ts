import {
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'

/**
 * What a query costs, as Shopify publishes it: an object 1, a scalar nothing, a connection as many of its items as are
 * asked for, an interface or union the most expensive of its types, a mutation 10.
 * https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 * It does not publish what the page and its edges cost: here they are free.
 */

export const MOST_POINTS_A_QUERY = 1000

const MUTATION_POINTS = 10

type Variables = Readonly<Record<string, unknown>>

/** A field of the document that returns objects: its items cost `each`, and there are up to `size`. */
interface Part {
  size: number
  /** Points of one item itself. */
  own: number
  /** By response key: what is below, and on which type only. */
  below: { key: string; on: string | undefined; part: Part }[]
}

interface Walk {
  schema: GraphQLSchema
  document: DocumentNode
  variables: Variables
}

/** What the document costs at most, and what its answer did cost. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Variables,
  operationName?: string | null,
) {
  const operation = document.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION && (!operationName || one.name?.value === operationName),
  )
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return { requested: 1, actual: () => 1 }
  const root = schema.getRootType(operation.operation)
  const isMutation = operation.operation === 'mutation'
  const part: Part = {
    size: 1,
    own: 0,
    below: partsOf({ schema, document, variables }, operation.selectionSet, root ?? undefined, undefined).map((each) =>
      isMutation ? { ...each, part: { ...each.part, own: MUTATION_POINTS } } : each,
    ),
  }
  return { requested: Math.max(1, mostOf(part)), actual: (data: unknown) => Math.max(1, spentOn(part, data)) }
}

function partsOf(
  walk: Walk,
  { selections }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  on: string | undefined,
): Part['below'] {
  return selections.flatMap((selection): Part['below'] => {
    if (selection.kind === Kind.FIELD) {
      const part = partOf(walk, selection, type)
      return part ? [{ key: (selection.alias ?? selection.name).value, on, part }] : []
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : walk.document.definitions.find(
            (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
          )
    if (!fragment || !('selectionSet' in fragment) || !fragment.selectionSet) return []
    const condition = 'typeCondition' in fragment ? fragment.typeCondition?.name.value : undefined
    const narrowed = condition ? walk.schema.getType(condition) : type
    const isOther = condition !== undefined && condition !== type?.name
    return partsOf(walk, fragment.selectionSet, narrowed, isOther ? condition : on)
  })
}

function partOf(walk: Walk, field: FieldNode, parent: GraphQLNamedType | undefined): Part | undefined {
  if (!parent || !(isObjectType(parent) || isInterfaceType(parent)) || !field.selectionSet) return undefined
  const definition = parent.getFields()[field.name.value]
  const type = definition && getNamedType(definition.type)
  if (!type || !isCompositeType(type)) return undefined
  const below = partsOf(walk, field.selectionSet, type, undefined)
  const isPage = type.name.endsWith('Connection') || type.name.endsWith('Edge') || type.name === 'PageInfo'
  const isSized = type.name.endsWith('Connection') || isListType(getNullableType(definition.type))
  const isOfPage = parent.name.endsWith('Connection')
  return { size: isSized && !isOfPage ? pageSize(field, walk.variables) : 1, own: isPage ? 0 : 1, below }
}

function pageSize({ arguments: given }: FieldNode, variables: Variables): number {
  const size = given?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  if (size?.kind === Kind.INT) return Number(size.value)
  if (size?.kind === Kind.VARIABLE) return Number(variables[size.name.value]) || 1
  return 1
}

function mostOf({ size, own, below }: Part): number {
  const always = below.filter(({ on }) => on === undefined).reduce((sum, { part }) => sum + mostOf(part), 0)
  const byType = Map.groupBy(
    below.filter(({ on }) => on !== undefined),
    ({ on }) => on,
  )
  const narrowed = [...byType.values()].map((parts) => parts.reduce((sum, { part }) => sum + mostOf(part), 0))
  return size * (own + always + Math.max(0, ...narrowed))
}

function spentOn(part: Part, data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, item) => sum + spentOn(part, item), 0)
  if (data === null || typeof data !== 'object') return 0
  const seen = new Set<string>()
  return part.below.reduce((sum, { key, part: below }) => {
    // A key that several fragments ask for is in the answer once.
    if (seen.has(key) && part.below.some((other) => other.key === key && other.on !== undefined)) return sum
    seen.add(key)
    return sum + spentOn(below, (data as Record<string, unknown>)[key])
  }, part.own)
}
