import { GraphQLError } from 'graphql'

/** Set by the stand-in where a list is read whole, as in a bulk operation. */
export const WHOLE = Symbol('whole')

export interface PageArguments {
  [WHOLE]?: boolean
  first?: number
  after?: string
  last?: number
  before?: string
  reverse?: boolean
}

/** Where an item stands in its list: the value it is sorted by, then its id. */
export type Place = readonly [value: string | number, id: number]

const MOST = 250

const refuse = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })

/** Where an item stands, as the app passes it back. */
export const cursorOf = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')

export function placeIn(cursor: string): Place {
  try {
    const [value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof id === 'number' && (typeof value === 'number' || typeof value === 'string')) return [value, id]
  } catch {}
  throw refuse(`Invalid cursor for current pagination sort.`)
}

function compare([a, aId]: Place, [b, bId]: Place): number {
  if (a !== b) return a < b ? -1 : 1
  return aId - bId
}

/** How many items of a page are asked for. Throws where Shopify refuses. */
export function sizeOf({ first, last, [WHOLE]: isWhole }: PageArguments): number {
  if (isWhole) return first ?? last ?? Number.MAX_SAFE_INTEGER
  if (first === undefined && last === undefined) throw refuse('you must provide one of first or last')
  const size = first ?? last ?? 0
  if (size > MOST) throw refuse(`The page size is too large: ${MOST} at the most`)
  if (size < 0) throw refuse('The page size cannot be negative')
  return size
}

/**
 * A page of a list as Shopify's connections give it. A cursor names a place in the order, not a position: what was
 * deleted between two pages makes the next one skip nothing.
 */
export function connection<T>(
  list: readonly T[],
  args: PageArguments,
  placeOf: (item: T, index: number) => Place = (_item, index) => [index, index],
) {
  const { first } = args
  const size = sizeOf(args)
  const direction = args.reverse ? -1 : 1
  const placed = list
    .map((node, index) => ({ node, place: placeOf(node, index) }))
    .sort((a, b) => direction * compare(a.place, b.place))
  const after = args.after ? placeIn(args.after) : undefined
  const before = args.before ? placeIn(args.before) : undefined
  const from = after ? placed.filter(({ place }) => direction * compare(place, after) <= 0).length : 0
  const to = before ? placed.filter(({ place }) => direction * compare(place, before) < 0).length : placed.length
  const [start, end] =
    first === undefined && args.last !== undefined
      ? [Math.max(from, to - size), to]
      : [from, Math.max(from, Math.min(to, from + size))]
  const shown = placed.slice(start, end)
  const cursors = shown.map(({ place }) => cursorOf(place))
  return {
    nodes: shown.map(({ node }) => node),
    edges: shown.map(({ node }, n) => ({ node, cursor: cursors[n] })),
    pageInfo: {
      hasNextPage: end < placed.length,
      hasPreviousPage: start > 0,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  }
}

/** The order that `sortKey` asks for. Throws for one that the stand-in does not know. */
export function sortedBy<T extends { id: number }>(
  keys: Readonly<Record<string, (item: T) => string | number>>,
  sortKey: string | undefined,
): (item: T) => Place {
  if (sortKey === undefined || sortKey === 'ID') return ({ id }) => [id, id]
  const sortValue = keys[sortKey]
  if (!sortValue) {
    throw new GraphQLError(`The stand-in does not sort by ${sortKey}`, {
      extensions: { code: 'STAND_IN_NOT_IMPLEMENTED' },
    })
  }
  return (item) => [sortValue(item), item.id]
}
