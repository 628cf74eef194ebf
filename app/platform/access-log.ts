import { v7 as uuidv7 } from 'uuid'
import { clock } from './clock.ts'
import { forShop, type ShopTransaction } from './db.ts'
import type { ShopDomain } from './shop-domain.ts'

/** One request of a member of staff to a page with customer data. */
export interface Access {
  shop: ShopDomain
  /** Shopify's id of the staff member, from the session token. */
  staffId: string
  method: string
  /** The page's route pattern, from `routeOf`, because a concrete path may lead to a person's record. */
  route: string
  /** The HTTP status of the answer; 500 when the request failed. */
  status: number
}

/**
 * The pattern of a page's path: parameter values are replaced by their names, and the query is left out. Otherwise an
 * id in the log would lead to a person's record after their erasure.
 */
export function routeOf(url: string, params: Readonly<Record<string, string | undefined>>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [value, name]))
  return new URL(url).pathname
    .split('/')
    .map((segment) => {
      const name = names.get(decoded(segment))
      return name === undefined ? segment : `:${name}`
    })
    .join('/')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export async function logAccess(access: Access): Promise<void> {
  await forShop(access.shop, (tx) => tx.accessLogEntry.create({ data: { ...access, id: uuidv7(), at: clock.now() } }))
}

export interface AccessLogRow {
  id: string
  staffId: string
  method: string
  route: string
  status: number
  at: Date
}

export function listAccesses(tx: ShopTransaction, size: number): Promise<AccessLogRow[]> {
  return tx.accessLogEntry.findMany({
    select: { id: true, staffId: true, method: true, route: true, status: true, at: true },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: size,
  })
}
