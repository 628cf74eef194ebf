import { type PartialAnswer, partialAnswerOf, ShopifyUnavailable } from '../calls.ts'
import type { ShopClient } from '../shop-client.ts'

/** The customer is not at Shopify (any more): merged into another one, erased or deleted. */
export class CustomerGone extends Error {
  override name = 'CustomerGone'

  constructor() {
    super('Shopify has no customer with this id')
  }
}

/** Some of what is held, as one call gives it. */
export interface NodePage<Node> {
  nodes: Node[]
  /** The cursor of the page behind it; null on the last one. */
  next: string | null
  /** The paths of fields that Kept is not approved for: they are null. */
  denied: string[]
}

/** How long a call waits for points before the job leaves the rest for later (ms). */
const MOST_WAIT_MS = 60_000
/** Where Shopify does not say how long, and the least pause, so that two jobs do not ask in a circle. */
const [PAUSE_MS, LEAST_MS] = [1_000, 50]

/**
 * Asks Shopify, and waits for as long as its throttle status says when the app's points are spent.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function ask<Data>(
  { retryPolicy }: ShopClient,
  call: Parameters<typeof partialAnswerOf<Data>>[0],
): Promise<PartialAnswer<Data>> {
  let waited = 0
  for (;;) {
    try {
      return await partialAnswerOf(call, retryPolicy)
    } catch (error) {
      if (!(error instanceof ShopifyUnavailable) || error.outage !== 'throttled') throw error
      const pause = Math.max(LEAST_MS, error.waitMs ?? PAUSE_MS)
      if (waited + pause > MOST_WAIT_MS) throw error
      waited += pause
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

interface Connection<Node> {
  nodes: readonly Node[]
  pageInfo: { hasNextPage: boolean; endCursor?: string | null }
}

/** A page of a connection; without nodes where Kept may not see it. */
export function pageOf<Node>(connection: Connection<Node> | null | undefined, denied: string[]): NodePage<Node> {
  const next = connection?.pageInfo.hasNextPage ? (connection.pageInfo.endCursor ?? null) : null
  return { nodes: [...(connection?.nodes ?? [])], next, denied }
}

/**
 * The customer in an answer; null where Kept may not see any customer.
 *
 * @throws CustomerGone
 */
export function customerIn<Customer>(customer: Customer | null | undefined, denied: string[]): Customer | null {
  if (customer) return customer
  if (denied.includes('customer')) return null
  throw new CustomerGone()
}

export const gidOf = (type: string, id: string): string => `gid://shopify/${type}/${id}`
