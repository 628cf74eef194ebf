import { GraphQLError } from 'graphql'

export interface PageArguments {
  first?: number
  after?: string
  last?: number
  before?: string
  reverse?: boolean
}

const MOST = 250

const encode = (position: number) => Buffer.from(String(position)).toString('base64url')
const decode = (cursor: string) => Number(Buffer.from(cursor, 'base64url').toString())

/** A page of a list as Shopify's connections give it. */
export function connection<T>(list: readonly T[], args: PageArguments) {
  const { first, last } = args
  if (first === undefined && last === undefined) {
    throw new GraphQLError('you must provide one of first or last', { extensions: { code: 'BAD_REQUEST' } })
  }
  if ((first ?? last ?? 0) > MOST) {
    throw new GraphQLError(`The page size is too large: ${MOST} at the most`, { extensions: { code: 'BAD_REQUEST' } })
  }
  const ordered = args.reverse ? list.toReversed() : [...list]
  const from = args.after ? decode(args.after) + 1 : 0
  const to = args.before ? decode(args.before) : ordered.length
  const start = first === undefined ? Math.max(from, to - (last ?? 0)) : from
  const end = first === undefined ? to : Math.min(to, from + first)
  const nodes = ordered.slice(start, end)
  return {
    nodes,
    edges: nodes.map((node, n) => ({ node, cursor: encode(start + n) })),
    pageInfo: {
      hasNextPage: end < ordered.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? encode(start) : null,
      endCursor: nodes.length > 0 ? encode(end - 1) : null,
    },
  }
}
