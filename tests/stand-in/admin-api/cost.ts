import { type DocumentNode, type FieldNode, Kind, type SelectionSetNode } from 'graphql'

const MUTATION_COST = 10
const MOST_POINTS = 2000
const POINTS_A_SECOND = 100

/**
 * About what a query costs: a point for each object, once for every item of a page. Shopify's own sum differs in
 * detail; no app may rely on it.
 */
export function costOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): number {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION)
  if (!operation) return 1
  const base = operation.operation === 'mutation' ? MUTATION_COST : 0
  return base + Math.max(1, costIn(operation.selectionSet, variables))
}

const costIn = (selections: SelectionSetNode, variables: Readonly<Record<string, unknown>>): number =>
  selections.selections.reduce((sum, one) => {
    if (one.kind === Kind.FRAGMENT_SPREAD) return sum + 1
    const inner = one.selectionSet ? 1 + costIn(one.selectionSet, variables) : 0
    return sum + (one.kind === Kind.FIELD ? inner * pageSize(one, variables) : inner)
  }, 0)

function pageSize(field: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const size = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value
  if (size?.kind === Kind.INT) return Number(size.value)
  if (size?.kind === Kind.VARIABLE) return Number(variables[size.name.value]) || 1
  return 1
}

/** The app's points, as the answers report them. It never refuses by itself: tests ask for that with a fault. */
export class Budget {
  #points = MOST_POINTS
  #at = Date.now()

  spend(requested: number) {
    const now = Date.now()
    this.#points = Math.min(MOST_POINTS, this.#points + ((now - this.#at) / 1000) * POINTS_A_SECOND)
    this.#points = Math.max(0, this.#points - requested)
    this.#at = now
    return { requestedQueryCost: requested, actualQueryCost: requested, throttleStatus: this.#status(this.#points) }
  }

  emptyStatus = () => this.#status(0)

  #status = (points: number) => ({
    maximumAvailable: MOST_POINTS,
    currentlyAvailable: Math.floor(points),
    restoreRate: POINTS_A_SECOND,
  })
}
